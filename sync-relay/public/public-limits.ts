/** Bounds of what strangers may ask and send. Unit in the name, the abuse it stops above it. */
export const PUBLIC_LIMITS = {
  /** A form made to fill the memory of the relay. */
  bodyMaxBytes: 64 * 1024,
  /** The same, sent on and on: so far it is read and forgotten, so that the browser hears why; then it is cut off. */
  bodyReadMaxBytes: 1024 * 1024,
  /** A book for a message. */
  messageMaxChars: 5_000,
  nameMaxChars: 120,
  subjectMaxChars: 200,
  /** RFC 5321 §4.5.3.1. */
  emailMaxChars: 320,
  phoneMaxChars: 60,
  /** A question that is longer than any page of answers. */
  searchMaxChars: 200,
  /** A question of a hundred letters, each looked for in all texts. */
  searchMaxWords: 12,
  /** Found articles on one page. */
  foundMax: 50,
  /** One address that fills the workspace with requests: so many at once, then one each time that passed. */
  formsPerAddressBurst: 10,
  formsPerAddressEveryMs: 60_000,
  /** Many addresses that do it together. */
  formsPerWorkspaceBurst: 200,
  formsPerWorkspaceEveryMs: 3_000,
  /** The same for days on end: every desktop of the team keeps what was sent. Some 75 MB a day at most. */
  formsPerDayBurst: 5_000,
  formsPerDayEveryMs: 17_280,
  /** One address that reads all pages again and again. */
  pagesPerAddressBurst: 300,
  pagesPerAddressEveryMs: 200,
  /** Addresses that are remembered; the oldest are forgotten. Stops the memory of them from growing for ever. */
  addressesMax: 20_000,
  /** Programs fill in a form at once; people take at least as long to type. */
  typingMinMs: 2_000,
  /** A form that was read once is sent for ever. */
  typingMaxMs: 24 * 60 * 60 * 1000,
  /** Workspaces whose articles are held in memory. */
  sitesMax: 50,
  /** One of them that has a library for articles: what is beyond is not shown. */
  siteMaxChars: 8 * 1024 * 1024,
} as const;
