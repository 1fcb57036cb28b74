// Owns the list of globals that a script finds. Must not know what they do.
import type { Execution } from '../execution';
import { Handle, surface, type Surface } from '../method';
import { HtmlService } from './html-service';
import { LockService } from './lock-service';
import { Log } from './logging';
import { PropertiesService } from './properties-service';
import { ScriptApp } from './script-app';
import { Session } from './session';
import { SpreadsheetApp } from './spreadsheet-app';
import { UrlFetchApp } from './url-fetch-app';
import { Utilities } from './utilities';

/** Globals of Apps Script of which nothing is emulated. */
const ABSENT = [
  'AdminDirectory',
  'BigQuery',
  'Browser',
  'CacheService',
  'CalendarApp',
  'CardService',
  'Charts',
  'ContactsApp',
  'ContentService',
  'DocumentApp',
  'Drive',
  'DriveApp',
  'FormApp',
  'Gmail',
  'GmailApp',
  'GroupsApp',
  'Jdbc',
  'LanguageApp',
  'LinearOptimizationService',
  'MailApp',
  'Maps',
  'MimeType',
  'People',
  'Sheets',
  'SitesApp',
  'SlidesApp',
  'XmlService',
];

class Absent extends Handle {
  readonly surface: Surface;

  constructor(name: string) {
    super();
    this.surface = surface(name, name, {});
  }
}

/** The globals of one execution, as handles. */
export function globalsFor(execution: Execution): Record<string, Handle> {
  return {
    SpreadsheetApp: new SpreadsheetApp(execution),
    PropertiesService: new PropertiesService(execution),
    LockService: new LockService(execution),
    UrlFetchApp: new UrlFetchApp(execution),
    ScriptApp: new ScriptApp(execution),
    HtmlService: new HtmlService(execution),
    Utilities: new Utilities(execution),
    Session: new Session(execution),
    Logger: new Log(execution, 'Logger'),
    console: new Log(execution, 'console'),
    ...Object.fromEntries(ABSENT.map((name) => [name, new Absent(name)])),
  };
}
