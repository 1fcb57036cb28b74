// Owns the answers that the tests of the pages beside a run get from the server: real shapes, made-up sheets.
import type { History, OutcomeRows, RunView } from '../../src/rpc/contract-run';
import type { Schedules, ScheduleView } from '../../src/rpc/contract-schedule';
import type { SettingsView } from '../../src/rpc/contract-settings';
import { inCredits } from './fixtures';

/** Longer than a line, with a word that no line holds. */
export const LONG_NAME =
  'A sheet of contacts from the trade fair in Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, final (2)';

export function schedule(change: Partial<ScheduleView> = {}): ScheduleView {
  return {
    id: 's1',
    mine: true,
    sheetId: 7,
    sheetName: 'Leads',
    rhythm: { kind: 'daily', hour: 6 },
    timeZone: 'Europe/Berlin',
    channels: ['email'],
    route: { email: ['cleanlist'] },
    dailyCredits: inCredits(200),
    spentToday: inCredits(40),
    reads: [
      { field: 'first_name', column: 'First name' },
      { field: 'last_name', column: 'Last name' },
      { field: 'company_domain', column: 'Website' },
      { field: 'email', column: 'Work e-mail' },
    ],
    writes: [
      { field: 'email', column: 'Work e-mail', policy: 'blanks' },
      { field: 'title', column: 'Position', policy: 'always' },
      { field: 'status', column: 'Enrichment status', policy: 'blanks' },
    ],
    isPaused: change.pause !== undefined && change.pause !== null,
    pause: null,
    nextAt: Date.UTC(2026, 10, 15, 6, 5),
    last: {
      at: Date.UTC(2026, 10, 14, 6, 5),
      contacts: 40,
      run: 'r7',
      message: '40 new contacts sent, for at most 40 credits.',
    },
    ...change,
  };
}

export function schedulesOf(...schedules: readonly ScheduleView[]): Schedules {
  return { schedules, timeZone: 'Europe/Berlin', told: {} };
}

export function settings(change: Partial<SettingsView> = {}): SettingsView {
  return {
    keepsLog: true,
    log: { name: 'Enrichment log', lines: 1_240 },
    runLimit: 500,
    webhooks: [],
    stored: { openRuns: 0, endedRuns: 14, schedules: 1, list: 'none', sheets: 3 },
    learnedHeaders: 3,
    keptFromDeleting: '',
    ...change,
  };
}

export function historyOf(...runs: readonly RunView[]): History {
  return { runs, forgotten: { runs: 0, credits: [] } };
}

export function outcomeRows(change: Partial<OutcomeRows> = {}): OutcomeRows {
  return {
    rows: [
      { row: 3, text: 'Anna Example, Acme Example Ltd' },
      { row: 19, text: 'Bert Sample, globex.example' },
      { row: 1_048_571, text: `Chloé Müller-Lüdenscheidt, ${'very '.repeat(20)}long company` },
    ],
    total: 3,
    gone: 0,
    ...change,
  };
}

export const SUPPORT_TEXT = [
  'POST https://api.cleanlist.ai/api/v1/public/enrich/bulk',
  'Status: 503',
  'Message: Service temporarily unavailable',
  'Workflow: wf_0b1d4f6e-8a7c-4d3e-9f21-5566778899aa',
  'Body: {"enrichment_type":"partial","contacts":[{"first_name":"…","last_name":"…","company_domain":"…"}]}',
].join('\n');
