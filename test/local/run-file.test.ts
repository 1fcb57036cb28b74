import { readArguments, type Options } from '../../local/cli/options';
import { isSameCommand, newRun } from '../../local/cli/run-file';

function optionsOf(words: string): Options {
  const read = readArguments(['in.csv', '--out', 'out.csv', ...words.split(' ')], {});
  if (read.kind !== 'run') throw new Error(read.kind);
  return read.options;
}

describe('a kept run', () => {
  const options = optionsOf('--channels email');
  const kept = newRun(Buffer.from('Name\n'), options);

  it.each([
    ['--json --channels email', true],
    ['--provider cleanlist', true],
    ['--key clapi_other', true],
    ['--channels phone', false],
    ['--rows new', false],
  ])('%s: the same command is %s', (words, isSame) => {
    expect(isSameCommand(kept, optionsOf(words))).toBe(isSame);
  });

  it('is another one for other vendors, or the same in another order', () => {
    const asked = (...ids: string[]): Options => ({ ...options, route: { email: ids } });
    expect(isSameCommand(kept, asked('cleanlist'))).toBe(true);
    expect(isSameCommand(kept, asked('other'))).toBe(false);
    const two = newRun(Buffer.from('Name\n'), asked('cleanlist', 'other'));
    expect(isSameCommand(two, asked('other', 'cleanlist'))).toBe(false);
  });

  it('holds no key', () => {
    const live = optionsOf('--key clapi_secret --live');
    expect(JSON.stringify(newRun(Buffer.from('Name\n'), live))).not.toContain('clapi_secret');
  });
});
