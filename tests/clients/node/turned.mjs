// Time that has passed for one thing: what the store knows of it is turned back, as nobody could by a call.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

const store = process.env.CENOTE_DATABASE;

const sqlite = `
import sqlite3, sys
store = sqlite3.connect(sys.argv[1], timeout=30)
turned = store.execute(sys.argv[2])
store.commit()
print("UPDATE", turned.rowcount)
`;

// By a statement that changes one row.
export function turn(statement) {
  const said = store.startsWith('postgres')
    ? execFileSync('psql', ['--no-psqlrc', '--set=ON_ERROR_STOP=1', '--command', statement, store])
    : execFileSync('python3', ['-c', sqlite, store, statement]);
  assert.equal(said.toString().trim(), 'UPDATE 1');
}
