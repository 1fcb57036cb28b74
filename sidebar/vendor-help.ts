// Owns what people ask about single vendors, as these document it. A vendor may be absent: then what is true for all must do.

export interface VendorHelp {
  /** What it takes; a sentence. */
  readonly price: string;
  /** Where credits are bought on its site; absent: it does not say. */
  readonly billing?: string;
  /** When new credits can be used; a sentence. Absent: it does not say. */
  readonly newCredits?: string;
  /** What its key needs; a sentence. Absent: nothing special. */
  readonly plan?: string;
  /** How many keys there can be; a sentence. Absent: it does not say. */
  readonly keys?: string;
  /** Where its site shows what was sent, after the address; absent: it does not say. */
  readonly lists?: string;
}

export const VENDOR_HELP: Readonly<Partial<Record<string, VendorHelp>>> = {
  cleanlist: {
    price: 'Cleanlist takes 1 credit for an e-mail, 10 for a phone, 11 for both.',
    billing: 'Settings → Billing',
    newCredits: 'New credits are there within seconds.',
    plan: 'Your Cleanlist plan must include API access.',
    keys: 'A Cleanlist user can have ten active keys.',
    lists:
      'under Lead Lists: in the list DEFAULT, and in those whose names begin with Contact Enrichment',
  },
  enrich: {
    price:
      'Enrich takes 10 credits for an e-mail, 10 for a person, at most 500 for a phone, and 1 to check an e-mail, or none where it is risky.',
  },
  leadleap: {
    price:
      'LeadLeap takes 1 credit for a lead, with or without e-mail and phone, and nothing for one that you have unlocked before. What it takes to check an e-mail it does not say: at most 1 credit is reckoned.',
    newCredits: 'New credits come with each period of your plan.',
    plan: 'Your LeadLeap plan must be Scale or higher. Select every right of leads, e-mails and account for the key.',
  },
};
