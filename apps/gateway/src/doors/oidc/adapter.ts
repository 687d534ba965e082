/** oidc-provider's adapter over our own table: payloads sealed, ids hashed, a code consumed by exactly one caller. */
import type { OidcPayload, Storage } from "@eid-gateway/storage";
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from "oidc-provider";

export function createAdapterFactory(table: Storage["oidc"], clock: { now(): Date }): AdapterFactory {
  return (model) => createAdapter(model, table, clock);
}

function createAdapter(model: string, table: Storage["oidc"], clock: { now(): Date }): Adapter {
  const asPayload = (row: OidcPayload | undefined) => row as AdapterPayload | undefined;
  return {
    async upsert(id, payload, expiresIn) {
      const { grantId, uid, userCode } = payload;
      const expires = expiresIn ? new Date(clock.now().getTime() + expiresIn * 1000) : undefined;
      const index = { ...(grantId && { grantId }), ...(uid && { uid }), ...(userCode && { userCode }) };
      await table.upsert(model, id, payload as OidcPayload, expires, index);
    },
    find: async (id) => asPayload(await table.find(model, id)),
    findByUid: async (uid) => asPayload(await table.findByUid(model, uid)),
    findByUserCode: async (userCode) => asPayload(await table.findByUserCode(model, userCode)),
    async consume(id) {
      if (await table.consume(model, id)) return;
      // Two requests raced for one code, which is reuse (RFC 6749 4.1.2): what was issued from it goes.
      const payload = asPayload(await table.find(model, id));
      if (payload?.grantId) await table.revokeByGrantId(payload.grantId);
      throw new errors.InvalidGrant("it has been used before");
    },
    destroy: (id) => table.destroy(model, id),
    revokeByGrantId: (grantId) => table.revokeByGrantId(grantId),
  };
}
