"""The SDKs of providers, each behind one call that takes and gives a chat completion.

Instructor, the answer cache, the ledger, re-asks and what counts as a refusal or a cut-off answer then exist once, for
the wire of chat completions, and not once a provider. What an SDK raises comes out as one of the errors that
``error_mapping`` knows; its own retries are off.
"""
