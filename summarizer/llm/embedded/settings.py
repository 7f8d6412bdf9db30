"""How the embedded model is asked: adapters, biases, the most entries of a list, and room."""

from summarizer.llm.embedded.models import ADAPTERS

ADAPTER_OFF = {"lora": [{"id": 0, "scale": 0.0}]}
OPEN_LIST, CLOSE_LAST_CITE = "66582", "60"
"""Tokens of the embedded model's vocabulary: `":[{"` opens a list that is not empty, and `]` alone ends the cite of an
entry after which another comes; `":[` and `]}` stand in their places otherwise."""
TOKEN_PROBABILITIES = {"logprobs": True, "top_logprobs": 8}
"""Asks for the probability of each token of the answer, and of others that might have stood there: few types begin
otherwise. They are the model's own: before biases and grammar, since ``post_sampling_probs`` is left off (with it, what
is picked greedily has the probability 1)."""
ADAPTER_ON = {
    adapter.prompt: {
        "lora": [{"id": index, "scale": 1.0}],
        "logit_bias": {OPEN_LIST: adapter.more_lists, CLOSE_LAST_CITE: adapter.more_entries},
        **TOKEN_PROBABILITIES,
    }
    for index, adapter in enumerate(ADAPTERS)
}
"""By the prompt that an adapter was trained on; an adapter that a request does not name is off."""
LONGEST = {"incidents": 5, "weapons": 6, "perpetrators": 6, "targets": 8, "victims": 8, "places": 6}
OPTIONAL_TOKENS = 400
"""Room for answers to optional questions: without its adapter the model runs on to the end of whatever it is given."""
MOST_TOKENS = 4096
"""Room for an answer that was cut off at first: for as many entries as its lists may have."""
EMBEDDED_PART_TOKENS = 2600
EMBEDDED_CONTEXT_TOKENS = 8192
