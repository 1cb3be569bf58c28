/** Every bound of the relay: its unit is in its name, the abuse that it stops stands above it. */

export const RELAY_LIMITS = {
  /** Connections that are opened and then say nothing. */
  helloTimeoutMs: 10_000,
  /** More sockets than the process has memory and file handles for. */
  connectionsMax: 2_000,
  /** One machine (or one office behind one address) taking all of them. */
  connectionsPerAddressMax: 256,
  /** Strangers who hold sockets open without ever showing a token. */
  connectionsUnauthenticatedMax: 256,
  /** Bytes before a token was shown, beyond the request itself: a stranger's frame is never assembled. */
  bytesUnauthenticatedMax: 64 * 1024,
  /** Half-open sockets, which would be written to for ever: a ping without an answer until the next ends them. */
  pingIntervalMs: 20_000,
  /** Sockets that answered the close with silence. */
  closeTimeoutMs: 2_000,

  /** A session that sends many small frames. Beyond the burst it is read more slowly, not cut off. */
  feedFramesPerSecond: 1_000,
  feedFramesBurst: 4_000,
  /** A session that fills the log: sustained, after a burst that holds a large import. */
  feedBytesPerSecond: 16 * 1024 * 1024,
  feedBytesBurst: 64 * 1024 * 1024,
  /** The same for a room: a few people who type. */
  roomFramesPerSecond: 200,
  roomFramesBurst: 1_000,
  roomBytesPerSecond: 1024 * 1024,
  roomBytesBurst: 16 * 1024 * 1024,
  /** A transport that goes on delivering after it was asked to wait: cut off at this many bursts of debt. */
  debtBurstsMax: 2,

  /** Envelopes of one session that wait for their commit, in bytes; reading pauses above it. */
  pushPendingBytesMax: 16 * 1024 * 1024,
  /** `fetchDoc` and `fetchHistory` that wait for their answer: each may cost a fold of a document. */
  requestsPendingMax: 64,
  /** Bytes handed to one connection and not yet gone. A slow reader gets no more until they are. */
  sendBufferBytesMax: 1024 * 1024,
  /** A reader whose buffer stays full this long is gone, or might as well be. */
  sendStallMs: 60_000,

  /** One transaction: keeps a commit short, so that nobody waits behind a mountain. */
  commitEnvelopesMax: 256,
  commitBytesMax: 8 * 1024 * 1024,
  /** Recent entries of one workspace kept in memory, so that live sessions do not read the disk. */
  tailBytesMax: 4 * 1024 * 1024,

  /** Members of one room: every keystroke goes to each. */
  roomMembersMax: 100,
  /** Frames of a member that arrive while its room is still loading. */
  roomWaitingBytesMax: 256 * 1024,
  /** A room that nobody is in is kept this long, for people who come straight back. */
  roomIdleMs: 15_000,
  /** Who is here, for one client: a name, a colour, a cursor. */
  awarenessStateBytesMax: 8 * 1024,
  /** Client ids that one connection may speak for: windows of one desktop share a connection. */
  awarenessClientsPerMemberMax: 16,
  /** Cursors that move with every pixel: one frame for all of them in this time. */
  awarenessFlushMs: 50,
  /** How often a member is asked again for what its update lacked: two that misunderstand each other must not spin. */
  roomResyncMinMs: 1_000,

  /** A request line or header made to exhaust the HTTP parser. */
  httpHeaderBytesMax: 8 * 1024,
  /** A request that trickles in byte by byte. */
  httpRequestTimeoutMs: 10_000,
} as const satisfies Readonly<Record<string, number>>;

export type RelayLimits = { readonly [Name in keyof typeof RELAY_LIMITS]: number };
