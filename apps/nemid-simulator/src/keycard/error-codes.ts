/**
 * The codes that reach a service provider in place of a signed message: all that are publicly known, and no others.
 * Whatever happened, a code travels as the whole content of the message that would have carried the signature.
 */

export interface CodeFamily {
  readonly prefix: string;
  readonly of: string;
  /** Each code with what it means, in one line. */
  readonly codes: Readonly<Record<string, string>>;
}

export const CODE_FAMILIES: readonly CodeFamily[] = [
  {
    prefix: "APP",
    of: "the client does not accept what it was given, or cannot run",
    codes: {
      APP001: "parameters that cannot be read, are incomplete, unknown, altered or from another origin",
      APP002: "a text to sign that is not allowed, or whose hash differs",
      APP003: "an error inside the client that it cannot recover from",
      APP004: "a session that cannot be resumed or stepped up (banks)",
      APP005: "the user did not trust the applet (before 2014)",
      APP007: "a mandatory parameter is missing, one is unknown, or the origin is another",
      APP008: "parameters that exclude each other",
      APP009: "the header of the client's own session is not valid",
      APP010: "the client could not start",
    },
  },
  {
    prefix: "SRV",
    of: "the operator's server refuses the service provider, or fails",
    codes: {
      SRV001: "the signature on the parameters cannot be verified",
      SRV002: "the request cannot be parsed",
      SRV003: "the time stamp is more than three minutes off",
      SRV004: "an error inside the server that it cannot recover from",
      SRV005: "the service provider is unknown",
      SRV006: "the server has lost the session, mostly because it was idle for too long",
      SRV007: "the user's client software is too old",
      SRV008: "a SAML request demands identity protection",
      SRV009: "in the vendor's list without a public meaning",
      SRV010: "the service provider is not enrolled for this client, or its certificate is out of force",
      SRV011: "the transaction context has more than a hundred characters",
      SRV012: "the user's network address changed on the way",
    },
  },
  {
    prefix: "AUTH",
    of: "the user cannot be authenticated",
    codes: {
      AUTH001: "too many tries with the temporary password, which is void now",
      AUTH003: "no agreement with the bank",
      AUTH004: "in quarantine since an earlier session",
      AUTH005: "locked for good since an earlier session, by wrong passwords",
      AUTH006: "no code is left and no new card is on its way",
      AUTH007: "the password was revoked in an earlier session, by wrong codes or on suspicion",
      AUTH008: "not activated, and without a temporary password that counts",
      AUTH009: "an established session cannot be resumed",
      AUTH010: "the answer to a prompt that is not the latest: two sessions at once",
      AUTH011: "a temporary password in a client that cannot take one",
      AUTH012: "the prompt for a code has run out",
      AUTH013: "two-factor log-in in two steps is not possible",
      AUTH014: "in the vendor's list without a public meaning",
      AUTH015: "in the vendor's list without a public meaning",
      AUTH016: "in the vendor's list without a public meaning",
      AUTH017: "the browser's surroundings keep the client from running",
      AUTH018: "the code app was revoked while in use",
      AUTH019: "the key card is not allowed here, and the user has nothing else",
      AUTH020: "the tries with one factor are used up",
      AUTH021: "the user's level of identity is not sufficient",
    },
  },
  {
    prefix: "LOCK",
    of: "a lock was set in this very session",
    codes: {
      LOCK001: "too many wrong passwords: in quarantine for eight hours from now",
      LOCK002: "too many wrong passwords after a quarantine: locked for good",
      LOCK003: "too many wrong codes: the password is revoked",
    },
  },
  {
    prefix: "CAN",
    of: "the user, or time, ended it",
    codes: {
      CAN001: "cancelled after the temporary password was used, which is void now",
      CAN002: "the user pressed Cancel",
      CAN003: "nobody did anything for too long, or another app took over",
      CAN004: "the bank's app logged the user out",
      CAN005: "no answer from the code app in time",
      CAN006: "the user has three code apps already",
      CAN007: "the user rejected it in the code app",
      CAN008: "a newer request took this one's place in the code app",
    },
  },
  {
    prefix: "OCES",
    of: "the user has no public digital signature to use",
    codes: {
      OCES001: "opted out of OCES: for banking only",
      OCES002: "not qualified for OCES",
      OCES003: "this device has no OCES, but another of the user's has",
      OCES004: "not qualified: no CPR number, under fifteen, or a bank employee's identity",
      OCES005: "the certificate that was needed could not be issued",
      OCES006: "no active OCES on any device",
    },
  },
  {
    prefix: "CAPP",
    of: "the code app cannot be enrolled, activated or used",
    codes: {
      CAPP001: "enrolment: the identity is of a restricted kind",
      CAPP002: "enrolment: the rules on suspension forbid it",
      CAPP003: "enrolment: the app id is not active",
      CAPP004: "the code app that approves is suspended or revoked",
      CAPP006: "activation: this user has no such app",
      CAPP007: "activation: the app has the wrong status",
      CAPP008: "activation: the waiting time is not over",
      CAPP009: "activation: the waiting time is not over",
      CAPP010: "new PIN: the app is not active",
      CAPP011: "the administrative challenge failed",
      CAPP012: "enrolment: the app id is unknown",
      CAPP013: "enrolment: the software's fingerprint is wrong or not approved",
    },
  },
  {
    prefix: "other",
    of: "from other clients",
    codes: {
      LIB002: "the network failed under a mobile library",
      cancel: "the user cancelled a log-in in OpenSign",
      cancelsign: "the user cancelled a signing in OpenSign",
    },
  },
];

export const ERROR_CODES: readonly string[] = CODE_FAMILIES.flatMap(({ codes }) => Object.keys(codes));
