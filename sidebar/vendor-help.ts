// Owns what people ask about single vendors, as these document it. A vendor may be absent: then what is true for all must do.

export interface VendorHelp {
  /** What it takes; a sentence. */
  readonly price: string;
  /** Where credits are bought on its site. */
  readonly billing: string;
  /** When new credits can be used; a sentence. */
  readonly newCredits: string;
  /** What its key needs; a sentence. */
  readonly plan: string;
  /** How many keys there can be; a sentence. */
  readonly keys: string;
  /** Where its site shows what was sent, after the address. */
  readonly lists: string;
}

export const VENDOR_HELP: Readonly<Partial<Record<string, VendorHelp>>> = {
  cleanlist: {
    price: 'Cleanlist takes 1 credit for an e-mail, 10 for a phone, 11 for both.',
    billing: 'Settings → Billing',
    newCredits: 'New credits are there within seconds.',
    plan: 'Your Cleanlist plan must include API access.',
    keys: 'A Cleanlist user can have ten active keys.',
    lists: 'under Lead Lists, in the list named DEFAULT',
  },
};
