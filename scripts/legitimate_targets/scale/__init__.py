"""Past one machine: the same plan on Spark or Sail, over tables in Parquet."""
