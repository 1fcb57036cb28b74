// Owns the fields that stand in every answer of the newer generation that returns something.

/** https://docs.cleanlist.ai/mcp-api/introduction : additive, beside the answer's own fields. */
export function envelope(nowMs: number): object {
  return {
    task_id: null,
    timestamp_ms: nowMs,
    agent_instructions: null,
    usage: null,
    message: null,
  };
}
