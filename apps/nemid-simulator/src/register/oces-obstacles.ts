/** Why a user who logs in all right has no public digital signature to use, and the code each reason is told by. */
export const OCES_OBSTACLES = {
  "opted-out": "OCES001",
  "not-qualified": "OCES002",
  "on-another-device": "OCES003",
  "bank-only": "OCES004",
  "no-active-signature": "OCES006",
} as const;

export type OcesObstacle = keyof typeof OCES_OBSTACLES;
