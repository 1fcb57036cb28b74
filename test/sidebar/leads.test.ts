// What is typed into the filters, as the server takes it; and what is said of what came.
import { hasFilter } from '../../src/provider/lead-search';
import {
  type LeadDraft,
  leadsSentence,
  NO_LEADS,
  readDraft,
  reduceLeads,
} from '../../sidebar/leads';
import { leadTab } from './lead-fixtures';

const QUERY = { vendor: 'leadleap', filters: { type: 'business', words: {}, ranges: {} } } as const;

test.each<[string, LeadDraft, object]>([
  ['one word', { country: 'US' }, { words: { country: ['US'] } }],
  [
    'several, padded, twice and blank',
    { country: ' US ,Canada,,US, ,United   Kingdom' },
    { words: { country: ['US', 'Canada', 'United Kingdom'] } },
  ],
  ['signs that no word holds', { sector: 'Tech\u0000\ud800' }, { words: { sector: ['Tech'] } }],
  [
    'a range',
    { employee_count_from: '5', employee_count_to: ' 50 ' },
    { ranges: { employee_count: { from: 5, to: 50 } } },
  ],
  ['half a range', { year_founded_to: '1999' }, { ranges: { year_founded: { to: 1999 } } }],
  [
    'consumers',
    { state: 'Texas', type: 'consumer' },
    { type: 'consumer', words: { state: ['Texas'] } },
  ],
])('%s', (_, draft, expected) => {
  const whole = { type: 'business', words: {}, ranges: {}, ...expected };
  const read = readDraft(draft);
  expect(read).toEqual({ kind: 'filters', filters: whole });
  expect(read.kind === 'filters' && hasFilter(read.filters)).toBe(true);
});

test.each<[string, LeadDraft, object]>([
  ['nothing', {}, { field: null, message: expect.stringMatching(/^Nothing is chosen/) as string }],
  ['nothing but commas and the type', { country: ' , ', type: 'consumer' }, { field: null }],
  ['words for a number', { employee_count_from: 'ten' }, { field: 'employee_count_from' }],
  ['a number below zero', { year_founded_to: '-1' }, { field: 'year_founded_to' }],
  [
    'a range the wrong way round',
    { year_founded_from: '2000', year_founded_to: '1999' },
    { field: 'year_founded_to' },
  ],
  [
    'too many words',
    { industry: Array.from({ length: 21 }, (__, at) => `i${at}`).join() },
    { field: 'industry' },
  ],
  ['too long a word', { industry: 'x'.repeat(101) }, { field: 'industry' }],
])('%s is not asked for', (_, draft, expected) => {
  expect(readDraft(draft)).toMatchObject({ kind: 'wrong', wrong: expected });
});

test('what was wrong is forgotten with the next letter; what is typed stays when the filters are changed', () => {
  let state = reduceLeads(NO_LEADS, { kind: 'wrong', wrong: { field: null, message: 'No.' } });
  state = reduceLeads(state, { kind: 'typed', field: 'country', text: 'US' });
  expect(state).toMatchObject({ wrong: null, draft: { country: 'US' } });
  state = reduceLeads(state, { kind: 'found', query: QUERY, tab: leadTab() });
  expect(reduceLeads(state, { kind: 'form' })).toMatchObject({
    ...{ draft: { country: 'US' }, step: { kind: 'form' } },
  });
});

test('a search that finds nobody any more says so, whatever was counted', () => {
  const state = reduceLeads(NO_LEADS, { kind: 'found', query: QUERY, tab: null });
  expect(leadsSentence(state.step)).toBe('No lead fits.');
});

test.each([
  [leadTab(), '100 of 142,500 leads are in “Leads”.'],
  [leadTab({ total: null }), '100 leads are in “Leads”.'],
  [leadTab({ rows: 87, total: 87 }), 'All 87 leads are in “Leads”.'],
  [leadTab({ rows: 120, total: 100 }), '120 leads are in “Leads”.'],
  [leadTab({ rows: 1, total: 1 }), '1 of 1 lead is in “Leads”.'],
])('%#: how many are there', (tab, said) => {
  expect(leadsSentence({ kind: 'found', query: QUERY, tab })).toBe(said);
});
