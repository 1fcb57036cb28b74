// Owns the columns that a run writes: which fields there are, by what each is bought, and where each goes. Knows no run and no sheet.
import type { ColumnRef } from '../../contact/column';
import { type Channel, CHANNELS } from '../../contact/contact';

/** The columns that a run writes. */
export const OUTPUT_FIELDS = [
  'email',
  'phone',
  'validity',
  'firstName',
  'lastName',
  'fullName',
  'profileTitle',
  'profileCompany',
  'profileLinkedin',
  'emailStatus',
  'title',
  'company',
  'linkedin',
  'otherEmails',
  'status',
] as const;
export type OutputField = (typeof OUTPUT_FIELDS)[number];

/** What a profile is written as: those of its parts that the sheet has a place for. */
export const PROFILE_FIELDS = [
  'firstName',
  'lastName',
  'fullName',
  'profileTitle',
  'profileCompany',
  'profileLinkedin',
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** The fields that what is bought goes into. */
export function fieldsOf(channel: Channel): readonly BoughtField[] {
  return isOneField(channel) ? [channel] : PROFILE_FIELDS;
}

/** Whether all that a channel buys goes into one cell. */
export function isOneField(channel: Channel): channel is Exclude<Channel, 'profile'> {
  return channel !== 'profile';
}

export type BoughtField = Exclude<Channel, 'profile'> | ProfileField;

/** The channel that a field's values are bought by; `null`: they come free. */
export function channelOf(field: string): Channel | null {
  return CHANNELS.find((channel) => fieldsOf(channel).some((one) => one === field)) ?? null;
}

/** What comes free with a contact, beside the word on its e-mail. */
export const DETAIL_FIELDS = ['title', 'company', 'linkedin', 'otherEmails'] as const;

export interface OutputColumn {
  readonly ref: ColumnRef;
  /** Made by this add-on, or to be made; false: the user's own column. */
  readonly ours: boolean;
  /** Filled cells may be written, too. For e-mail and phone, `Run.overwrite` says so. */
  readonly always?: true;
}
export type Outputs = Partial<Record<OutputField, OutputColumn>>;
