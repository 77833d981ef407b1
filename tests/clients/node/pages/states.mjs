// Every page of a hosted domain, in each state that it is seen in, and how to get there. A new page is a new entry of the
// list that it belongs to:
//
//   name     of the state, and of its picture
//   heading  the key of its heading
//   action   the key of its main button or link, if it has one
//   error    whether something is to be mended there
//   says     keys of sentences that stand on it
//   reach    opens it: (page, home, language) => …; `home.visit(path, more)` is an address that keeps the language
//   home     what the pool has beside the usual, by its name in states/homes.mjs or federated-homes.mjs
//   check    what else is true of it: (page, home) => …
//
// All entries are looked at in light and dark, in English, German and Arabic, on a desk and on a phone.

import { accountPages } from './states/account-pages.mjs';
import { accounts } from './states/accounts.mjs';
import { apps } from './states/apps.mjs';
import { factors } from './states/factors.mjs';
import { federatedHomes } from './states/federated-homes.mjs';
import { federated } from './states/federated.mjs';
import { homes as own } from './states/homes.mjs';
import { signIn } from './states/sign-in.mjs';
import { troubles } from './states/troubles.mjs';

export const homes = { ...own, ...federatedHomes };

export const states = [...signIn, ...federated, ...factors, ...accounts, ...accountPages, ...apps, ...troubles];
