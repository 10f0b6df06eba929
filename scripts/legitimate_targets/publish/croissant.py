"""croissant.json of a release: describes the tables to search engines and to libraries for machine learning.

The format is Croissant 1.1 of MLCommons, a vocabulary of JSON-LD on top of schema.org.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from legitimate_targets.checks.plan import Plan
from legitimate_targets.publish.citation import as_bibtex, citation
from legitimate_targets.publish.source import Parts, ReleaseSource
from legitimate_targets.tables.model import Field, Table

PATH = "croissant.json"
CROISSANT_TYPES: Mapping[str, str] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
}
"""The schema.org data type of each type of field."""

JSON_VALUE = "@json"
TERMS = (
    *("arrayShape", "citeAs", "column", "conformsTo", "containedIn", "equivalentProperty", "extract", "field"),
    *("fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key"),
    *("md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)
"""The terms of Croissant 1.1; mlcroissant warns of a context that lacks one."""


def context() -> Mapping[str, Any]:
    """Return the JSON-LD context of Croissant 1.1."""
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "sc": "https://schema.org/",
        "data": {"@id": "cr:data", "@type": JSON_VALUE},
        "examples": {"@id": "cr:examples", "@type": JSON_VALUE},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "description": {"@container": "@language"},
        "name": {"@container": "@language"},
        **{term: f"cr:{term}" for term in TERMS if term != "conformsTo"},
        "conformsTo": "dct:conformsTo",
    }


def croissant_file(source: ReleaseSource) -> Parts:
    """Return croissant.json: the release as a schema.org Dataset, each table as a file and as a set of records."""
    cited = citation(source.package)
    dataset = {
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": source.index["name"],
        "alternateName": cited.title,
        "description": cited.description,
        "version": cited.version,
        "datePublished": cited.day.isoformat(),
        "license": [licence["path"] for licence in source.index["licenses"]],
        "creator": [{"@type": "sc:Organization", "name": name} for name in cited.authors],
        "keywords": list(cited.keywords),
        "inLanguage": "en",
        "isLiveDataset": False,
        "citeAs": as_bibtex(cited),
        "distribution": [_file(table, source) for table in source.tables],
        "recordSet": [_records(table, source.plan) for table in source.tables],
    }
    return {PATH: (json.dumps(dataset, ensure_ascii=False, indent=2) + "\n").encode("utf-8")}


def _file(table: Table, source: ReleaseSource) -> dict[str, Any]:
    data = source.package.read(table.path)
    return {
        "@type": "cr:FileObject",
        "@id": table.path,
        "name": table.path.rpartition("/")[2],
        "description": table.description,
        "contentUrl": table.path,
        "contentSize": f"{len(data)} B",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _records(table: Table, plan: Plan) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key],
        "field": [_field(table, field, plan) for field in table.fields],
    }


def _field(table: Table, field: Field, plan: Plan) -> dict[str, Any]:
    """Return the entry of one column; a foreign key names the column of the file to which it points.

    It could name the field of the other set of records as well, but mlcroissant cannot load a table whose foreign
    key points to itself, or to a table that has a foreign key.
    """
    entry: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": CROISSANT_TYPES[field.type],
        "source": _column(table, field.name),
    }
    for reference in table.references:
        if reference.columns == (field.name,):
            entry["references"] = _column(plan.tables[reference.table], reference.target[0])
    return entry


def _column(table: Table, name: str) -> dict[str, Any]:
    return {"fileObject": {"@id": table.path}, "extract": {"column": name}}
