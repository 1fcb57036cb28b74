// Owns the global ScriptApp: triggers and authorisation. One-shot triggers (after, at) are not emulated. Must not know what a trigger does.
// https://developers.google.com/apps-script/reference/script/script-app
import { COSTS } from '../costs';
import { EnumType, type EnumValue } from '../enum-value';
import type { Execution } from '../execution';
import { LIMITS } from '../limits';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface, type AuthMode } from '../method';
import type { ClockTrigger } from '../project';
import { uuid } from '../random';
import type { SpreadsheetHandle } from './spreadsheet';

const TRIGGER_SCOPES = ['https://www.googleapis.com/auth/script.scriptapp'];

const AUTH_MODE = new EnumType('AuthMode', ['NONE', 'LIMITED', 'FULL', 'CUSTOM_FUNCTION']);
const AUTHORIZATION_STATUS = new EnumType('AuthorizationStatus', ['REQUIRED', 'NOT_REQUIRED']);
const EVENT_TYPE = new EnumType('EventType', [
  'CLOCK',
  'ON_OPEN',
  'ON_EDIT',
  'ON_FORM_SUBMIT',
  'ON_CHANGE',
  'ON_EVENT_UPDATED',
]);
const TRIGGER_SOURCE = new EnumType('TriggerSource', [
  'SPREADSHEETS',
  'CLOCK',
  'FORMS',
  'DOCUMENTS',
  'CALENDAR',
]);
const WEEK_DAY = new EnumType('WeekDay', [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
]);

const HOUR_MS = 3_600_000;

export class ScriptApp extends Handle {
  readonly surface = SCRIPT_APP;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }

  /** The triggers of the running user, in all documents. */
  triggers(): ClockTrigger[] {
    const { user, env } = this.execution;
    return env.project.triggers.filter((trigger) => trigger.user === user);
  }
}

const { local, read, write } = methodsOf<ScriptApp>();
const triggers = { cost: COSTS.trigger, scopes: TRIGGER_SCOPES };

function missingScopes(execution: Execution, scopes?: readonly string[]): readonly string[] {
  const granted = execution.grantedScopes();
  return (scopes ?? execution.env.manifest.oauthScopes).filter((scope) => !granted.includes(scope));
}

/** Ends the execution when consent is missing: Google then asks the user for it, and nothing after this line runs. */
function requireScopes(execution: Execution, scopes?: readonly string[]): null {
  if (missingScopes(execution, scopes).length > 0) execution.kill('scopes');
  return null;
}

const SCRIPT_APP = surface(
  'ScriptApp',
  'ScriptApp',
  {
    newTrigger: local(
      's',
      ({ execution }, handler: string) => new TriggerBuilder(execution, handler),
      { scopes: TRIGGER_SCOPES },
    ),
    getProjectTriggers: read(
      '',
      (app) => app.triggers().map((trigger) => new TriggerHandle(trigger)),
      triggers,
    ),
    getUserTriggers: read(
      'h',
      (app, { workbook }: SpreadsheetHandle) =>
        app
          .triggers()
          .filter(() => app.execution.env.faults.conditions.userTriggers === 'listed')
          .filter(({ documentId }) => documentId === workbook.id)
          .map((trigger) => new TriggerHandle(trigger)),
      triggers,
    ),
    deleteTrigger: write(
      'h',
      (app, { trigger }: TriggerHandle) => {
        const { project } = app.execution.env;
        const index = project.triggers.findIndex(
          ({ id, user }) => id === trigger.id && user === app.execution.user,
        );
        if (index < 0) app.execution.fail(TEXTS.triggerGone);
        project.triggers.splice(index, 1);
        return null;
      },
      triggers,
    ),
    getAuthorizationInfo: read(
      'h|h,a',
      ({ execution }, _mode: EnumValue, scopes?: string[]) =>
        new AuthorizationInfo(missingScopes(execution, scopes).length > 0),
      { mode: 'NONE' },
    ),
    requireAllScopes: read('h', ({ execution }) => requireScopes(execution), { mode: 'NONE' }),
    requireScopes: read(
      'h,a',
      ({ execution }, _mode: EnumValue, scopes: string[]) => requireScopes(execution, scopes),
      { mode: 'NONE' },
    ),
  },
  {
    AuthMode: AUTH_MODE,
    AuthorizationStatus: AUTHORIZATION_STATUS,
    EventType: EVENT_TYPE,
    TriggerSource: TRIGGER_SOURCE,
    WeekDay: WEEK_DAY,
  },
);

/** The enum's value for a mode, as event objects carry it. */
export function authModeValue(mode: AuthMode): EnumValue {
  return AUTH_MODE.value(mode);
}

class AuthorizationInfo extends Handle {
  readonly surface = AUTHORIZATION_INFO;
  readonly isRequired: boolean;

  constructor(isRequired: boolean) {
    super();
    this.isRequired = isRequired;
  }
}

const info = methodsOf<AuthorizationInfo>();

const AUTHORIZATION_INFO = surface('AuthorizationInfo', 'ScriptApp', {
  getAuthorizationStatus: info.local(
    '',
    (self) => AUTHORIZATION_STATUS.value(self.isRequired ? 'REQUIRED' : 'NOT_REQUIRED'),
    { mode: 'NONE' },
  ),
  getAuthorizationUrl: info.local(
    '',
    (self) => (self.isRequired ? 'https://accounts.google.com/o/oauth2/auth?local' : null),
    { mode: 'NONE' },
  ),
});

class TriggerBuilder extends Handle {
  readonly surface = TRIGGER_BUILDER;
  readonly execution: Execution;
  readonly handler: string;

  constructor(execution: Execution, handler: string) {
    super();
    this.execution = execution;
    this.handler = handler;
  }
}

const TRIGGER_BUILDER = surface('TriggerBuilder', 'ScriptApp', {
  timeBased: methodsOf<TriggerBuilder>().local(
    '',
    ({ execution, handler }) => new ClockTriggerBuilder(execution, handler),
  ),
});

class ClockTriggerBuilder extends Handle {
  readonly surface = CLOCK_TRIGGER_BUILDER;
  readonly execution: Execution;
  readonly handler: string;
  hours = 0;

  constructor(execution: Execution, handler: string) {
    super();
    this.execution = execution;
    this.handler = handler;
  }

  every(hours: number): this {
    this.hours = hours;
    return this;
  }

  create(): TriggerHandle {
    const { user, env } = this.execution;
    const mine = env.project.triggers.filter((trigger) => trigger.user === user);
    if (this.hours < LIMITS.triggerIntervalHours.value) {
      this.execution.fail(LIMITS.triggerIntervalHours.text);
    }
    const here = mine.filter(({ documentId }) => documentId === env.workbook.id);
    if (here.length >= LIMITS.clockTriggersOfADocument.value) {
      this.execution.fail(LIMITS.clockTriggersOfADocument.text);
    }
    if (mine.length >= LIMITS.triggersOfAUser.value) {
      this.execution.fail(LIMITS.triggersOfAUser.text);
    }
    const trigger: ClockTrigger = {
      id: uuid(env.random).replace(/\D/g, '').slice(0, 19),
      handler: this.handler,
      everyHours: this.hours,
      user,
      documentId: env.workbook.id,
      nextRunMs: env.clock.now() + Math.ceil(env.random() * 60) * 60_000,
    };
    env.project.triggers.push(trigger);
    return new TriggerHandle(trigger);
  }
}

const clock = methodsOf<ClockTriggerBuilder>();

const CLOCK_TRIGGER_BUILDER = surface('ClockTriggerBuilder', 'ScriptApp', {
  // No number of minutes will do for an add-on; create() says so.
  everyMinutes: clock.local('i', (self) => self.every(0)),
  everyHours: clock.local('i', (self, hours: number) => self.every(hours)),
  everyDays: clock.local('i', (self, days: number) => self.every(days * 24)),
  create: clock.write('', (self) => self.create(), triggers),
});

class TriggerHandle extends Handle {
  readonly surface = TRIGGER;
  readonly trigger: ClockTrigger;

  constructor(trigger: ClockTrigger) {
    super();
    this.trigger = trigger;
  }
}

const trigger = methodsOf<TriggerHandle>();

const TRIGGER = surface('Trigger', 'ScriptApp', {
  getUniqueId: trigger.local('', (self) => self.trigger.id),
  getHandlerFunction: trigger.local('', (self) => self.trigger.handler),
  getEventType: trigger.local('', () => EVENT_TYPE.value('CLOCK')),
  getTriggerSource: trigger.local('', () => TRIGGER_SOURCE.value('CLOCK')),
  getTriggerSourceId: trigger.local('', () => null),
});

/** The event object of a firing, https://developers.google.com/apps-script/guides/triggers/events#time-driven-events */
export function clockEvent(trigger: ClockTrigger, nowMs: number): Record<string, unknown> {
  const now = new Date(nowMs);
  const startOfYear = Date.UTC(now.getUTCFullYear(), 0, 1);
  return {
    triggerUid: trigger.id,
    timezone: 'UTC',
    year: now.getUTCFullYear(),
    month: now.getUTCMonth() + 1,
    'day-of-month': now.getUTCDate(),
    'day-of-week': now.getUTCDay() || 7,
    'week-of-year': Math.ceil(((nowMs - startOfYear) / HOUR_MS / 24 + 1) / 7),
    hour: now.getUTCHours(),
    minute: now.getUTCMinutes(),
    second: now.getUTCSeconds(),
  };
}
