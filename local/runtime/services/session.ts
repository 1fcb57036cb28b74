// Owns the global Session. Must not know what the user may do.
// https://developers.google.com/apps-script/reference/base/session
import { createHash } from 'node:crypto';
import type { Execution } from '../execution';
import { Handle, methodsOf, surface } from '../method';

const EMAIL_SCOPES = ['https://www.googleapis.com/auth/userinfo.email'];

export class Session extends Handle {
  readonly surface = SESSION;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const { local, read } = methodsOf<Session>();

const SESSION = surface('Session', 'Session', {
  getScriptTimeZone: local('', ({ execution }) => execution.env.manifest.timeZone, {
    mode: 'NONE',
  }),
  getActiveUserLocale: local('', ({ execution }) => execution.env.language, { mode: 'NONE' }),
  getTemporaryActiveUserKey: read('', ({ execution }) =>
    createHash('sha256').update(execution.user).digest('base64'),
  ),
  getActiveUser: local('', ({ execution }) => new User(execution)),
  getEffectiveUser: local('', ({ execution }) => new User(execution)),
});

class User extends Handle {
  readonly surface = USER;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const USER = surface('User', 'Session', {
  getEmail: methodsOf<User>().read('', ({ execution }) => execution.user, {
    scopes: EMAIL_SCOPES,
  }),
});
