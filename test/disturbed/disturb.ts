// The suite that every service of every vendor passes: what disturbs a run, and what must be true afterwards. What is disturbed
// stands in `lines.ts`; docs/adding-a-vendor.md tells how a line is added.
import { deaths } from './deaths';
import { faults } from './faults';
import { hands } from './hands';
import { boughtOf, complaints, inDoubt } from './judge';
import { situations } from './situations';
import { tellPlainly } from './story';
import { subjectOf, type UnderTest } from './under-test';

export function disturb(lines: readonly UnderTest[]): void {
  describe.each(lines.map(subjectOf))('$title', (subject) => {
    const plain = tellPlainly(subject);

    test('undisturbed, everybody is found, each with values of their own, and the bill is right', () => {
      const { stage, end } = plain;
      expect(end).toMatchObject({ state: 'closed', unplaced: 0, attention: [] });
      expect(end?.contacts).toBeGreaterThanOrEqual(subject.people);
      expect(end?.done).toBe(end?.contacts);
      expect(complaints(plain, plain)).toEqual([]);
      expect(inDoubt(plain)).toBe(0);
      expect(plain.purchases.length).toBeGreaterThan(0);
      const found = [...boughtOf(stage.addon, subject).values()].map((cells) => [
        ...cells.values(),
      ]);
      expect(found.filter((values) => values.some((text) => text !== ''))).not.toEqual([]);
      // Else values in each other's rows would not be seen.
      if (subject.people > 1) expect(new Set(found.map(String)).size).toBeGreaterThan(1);
      for (const id of subject.vendors) {
        const { ledger } = stage.addon.vendors[id];
        const cost = end?.costs.find(({ vendor }) => vendor === id);
        // Where the vendor does not say, the worst is told.
        if (cost?.estimated === true) expect(cost.charged).toBeGreaterThanOrEqual(ledger.charged());
        else expect(cost?.charged).toBe(ledger.charged());
      }
    });

    deaths(plain);
    hands(plain);
    faults(plain);
    situations(plain);
  });
}
