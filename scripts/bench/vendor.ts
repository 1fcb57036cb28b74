// Owns the emulated vendors of a measurement: credits for everything, and note of when each workflow began and ended.
import { EmulatedVendors } from '../../local/session/emulated-vendors';
import type {
  UrlFetchAnswer,
  UrlFetchRequest,
  UrlFetchTransport,
} from '../../local/runtime/url-fetch-transport';

const CREDITS = 1_000_000;

/** When each workflow began and ended, from what the vendor answers. */
export class WorkflowTimes {
  private readonly startedAt = new Map<string, number>();
  private readonly endedAt = new Map<string, number>();

  get count(): number {
    return this.startedAt.size;
  }

  /** How long each took, in milliseconds, in the order sent. */
  durations(): number[] {
    return [...this.startedAt].map(([id, start]) => (this.endedAt.get(id) ?? start) - start);
  }

  note(answer: UrlFetchAnswer, nowMs: number): void {
    if ('error' in answer || answer.status !== 200) return;
    const body = JSON.parse(answer.body) as { workflow_id?: string; completed_at?: string | null };
    const { workflow_id: id, completed_at: end } = body;
    if (id === undefined) return;
    if (!this.startedAt.has(id)) this.startedAt.set(id, nowMs);
    if (typeof end === 'string') this.endedAt.set(id, Date.parse(end));
  }
}

export class MeasuredVendor implements UrlFetchTransport {
  readonly session = new EmulatedVendors(CREDITS);
  readonly workflows = new WorkflowTimes();
  requests = 0;

  fetch(request: UrlFetchRequest, nowMs: number): UrlFetchAnswer {
    this.requests++;
    const answer = this.session.transport.fetch(request, nowMs);
    this.workflows.note(answer, nowMs);
    return answer;
  }
}
