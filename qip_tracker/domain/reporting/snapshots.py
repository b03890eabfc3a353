"""A frozen report is one text of facts and the SHA-256 of that text; nobody is shown facts that are not those."""

import hashlib


def hash_of(facts_json: str) -> str:
    """SHA-256 of the stored text in UTF-8, 64 hexadecimal digits: what `sha256sum` says of the same bytes."""
    return hashlib.sha256(facts_json.encode("utf-8")).hexdigest()


def is_as_frozen(facts_json: str, sha256: str) -> bool:
    """Are these still the facts that were frozen under this hash?"""
    return hash_of(facts_json) == sha256
