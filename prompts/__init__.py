"""Versioned prompt files, and the version of each that is asked unless another is named.

A new file changes nothing by itself: what is asked is what is pinned here.
"""

DEFAULTS = {
    "main": "incident/general@2",
    "embedded": "incident/compact@2",
    "coverage": "incident/coverage@1",
    "abstract": "incident/abstract@1",
}
