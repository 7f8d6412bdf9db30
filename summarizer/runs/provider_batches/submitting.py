"""Chunks on their way to the provider, and what it says of them."""

from collections.abc import Callable

from summarizer.language.plurals import tell_count
from summarizer.llm.provider_batches import BatchClient, ProviderBatch
from summarizer.runs.provider_batches.state import Chunk, Job, JobState

Tell = Callable[[str], None]


async def send_chunk(job: Job, chunk: Chunk, client: BatchClient, tell: Tell) -> None:
    """Make the chunk a batch of the provider's. What an earlier try may have made is looked for first."""
    if chunk.step in ("written", "uploading"):
        unsure = chunk.is_unsure
        chunk = job.change(chunk, step="uploading")
        path, name = job.files.requests(chunk.number), job.state.file_name(chunk)
        chunk = job.change(chunk, step="uploaded", file_id=await client.upload(path, name=name, unsure=unsure))
    if chunk.step in ("uploaded", "creating"):
        unsure, file_id = chunk.is_unsure, str(chunk.file_id)
        chunk = job.change(chunk, step="creating")
        made = await client.create(file_id, metadata=job.state.metadata(chunk), unsure=unsure)
        chunk = job.put(describe_batch(chunk, made))
        tell(f"Chunk {chunk.number}: {tell_count(chunk.requests, 'request is', 'requests are')} batch {made.batch_id}.")


async def look_up(chunk: Chunk, state: JobState, client: BatchClient) -> Chunk:
    """The chunk as it is now; with the batch that a killed submit made without noting it, if there is one."""
    found = None
    if chunk.step == "creating":
        found = await client.find_batch(chunk.file_id, metadata=state.metadata(chunk))
    elif chunk.step == "created" and chunk.batch_id is not None:
        found = await client.retrieve(chunk.batch_id)
    return chunk if found is None else describe_batch(chunk, found)


def describe_batch(chunk: Chunk, batch: ProviderBatch) -> Chunk:
    """The chunk with what the provider says of its batch."""
    said = "; ".join(f"{problem.code}: {problem.message}" for problem in batch.problems[:3])
    told = batch.model_dump(include={"batch_id", "status", "completed", "failed", "expires_at"})
    return chunk.model_copy(update={**told, "step": "created", "problem": said or None})
