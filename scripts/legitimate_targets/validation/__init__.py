"""The public function `validate`, for a package and for one file, and its report. Open validate_package.py first."""
