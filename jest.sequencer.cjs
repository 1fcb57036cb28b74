// In which order the suites run. Jest goes by the size of a file where it has not measured yet, which says little here: what takes
// longest begins first, and of those that mostly wait for a page there is always about one beside two that compute.
const { default: Sequencer } = require('@jest/test-sequencer');

const PAGE = /\/test\/(?:browser|sidebar)\//;
const LONG = /\/test\/(?:disturbed|crash)\/|\/fifty-thousand\./;

module.exports = class extends Sequencer {
  sort(tests) {
    const bySize = super.sort(tests);
    const pages = bySize.filter(({ path }) => PAGE.test(path));
    const others = bySize.filter(({ path }) => !PAGE.test(path));
    const computing = [
      ...others.filter(({ path }) => LONG.test(path)),
      ...others.filter(({ path }) => !LONG.test(path)),
    ];
    const mixed = computing.flatMap((test, at) => [
      ...(at % 2 === 0 ? pages.splice(0, 1) : []),
      test,
    ]);
    return [...mixed, ...pages];
  }
};
