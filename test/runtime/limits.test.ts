import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, type Limit } from '../../local/runtime/limits';
import { say, TEXTS, type Language } from '../../local/runtime/messages';
import { rig, SHEET } from './script';

const limits: [string, Limit][] = Object.entries(LIMITS);

describe('limits', () => {
  test.each(limits)('%s says its number, unit and source', (_, limit) => {
    expect(limit.value).toBeGreaterThan(0);
    expect(limit.unit).not.toBe('');
    expect(limit.source).toMatch(/^https:\/\/(?:developers|support)\.google\.com\//);
  });

  test.each(limits)('%s is enforced by the runtime', (name) => {
    const folder = join(__dirname, '../../local/runtime');
    const sources = ['', 'services'].flatMap((part) =>
      readdirSync(join(folder, part))
        .filter((file) => file.endsWith('.ts') && file !== 'limits.ts' && file !== 'messages.ts')
        .map((file) => readFileSync(join(folder, part, file), 'utf8')),
    );
    expect(sources.some((source) => new RegExp(`\\b${name}\\b`).test(source))).toBe(true);
  });
});

describe('error texts come in the language of the user', () => {
  test.each<Language>(['de', 'es', 'ja'])('%s', (language) => {
    const { error, runtime } = rig(
      "PropertiesService.getUserProperties().setProperty('a', 'x'.repeat(9999));",
      { language },
    );
    expect(error()).toBe(say(language, LIMITS.propertyValueBytes.text));
    expect(error()).not.toBe(LIMITS.propertyValueBytes.text);
    runtime.language = 'en';
    expect(error()).toBe('Argument too large: value');
  });

  test('and never in English: one without a translation is a server error', () => {
    const english = [...Object.values(TEXTS), ...limits.map(([, { text }]) => text)];
    const left = english.filter((text) => text !== '' && say('de', text) === text);
    expect(left).toEqual([]);
    expect(say('ja', 'Some new text of {0}', 'x')).toMatch(/^サーバー/);
  });

  test('with what belongs into them', () => {
    expect(say('es', TEXTS.validation, 'B2')).toMatch(/^Los datos .* B2 /);
    const { error, sheet } = rig(`${SHEET}.getRange('A1').setValue('x');`, { language: 'ja' });
    sheet.protect('A1', []);
    expect(error()).toMatch(/^保護されている/);
  });
});
