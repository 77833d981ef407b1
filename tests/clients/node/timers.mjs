// Ends the timers that clients leave behind: Amplify waits minutes for what a test no longer does, and the test's file
// would wait with it. The runner's own way out, --test-force-exit, leaves before the report is written.

import { after } from 'node:test';

const timers = new Set();

for (const name of ['setTimeout', 'setInterval']) {
  const begin = globalThis[name];
  const counted = (...given) => {
    const timer = begin(...given);
    timers.add(timer);
    return timer;
  };
  globalThis[name] = Object.defineProperties(counted, Object.getOwnPropertyDescriptors(begin));
}

// Of the whole file: it runs after its last test.
after(() => timers.forEach((timer) => clearTimeout(timer)));
