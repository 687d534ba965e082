import assert from "node:assert/strict";
import { defineCase, inParallel } from "./bench.js";

const CODE = "AuthorizationCode";

export const oidcCases = [
  defineCase("finds a payload by model and id, and not under another model", async (bench) => {
    const { oidc } = await bench.open();
    const payload = { accountId: "sub-1", claims: { id_token: { acr: null } }, scopes: ["openid"] };
    await oidc.upsert(CODE, "id-1", payload, bench.in(60), {});
    assert.deepEqual(await (await bench.open()).oidc.find(CODE, "id-1"), payload);
    assert.equal(await oidc.find("AccessToken", "id-1"), undefined);
    assert.equal(await oidc.find(CODE, "id-2"), undefined);
  }),

  defineCase("a second upsert replaces payload, life and index", async (bench) => {
    const { oidc } = await bench.open();
    await oidc.upsert("Session", "s", { n: 1 }, bench.in(60), { uid: "old" });
    await oidc.upsert("Session", "s", { n: 2 }, bench.in(10), { uid: "new" });
    assert.equal(await oidc.findByUid("Session", "old"), undefined);
    assert.deepEqual(await oidc.findByUid("Session", "new"), { n: 2 });
    bench.clock.advance(10);
    assert.equal(await oidc.find("Session", "s"), undefined);
  }),

  defineCase("finds a session by uid and a device code by user code, of that model", async (bench) => {
    const { oidc } = await bench.open();
    await oidc.upsert("Session", "s", { kind: "session" }, bench.in(60), { uid: "same" });
    await oidc.upsert("DeviceCode", "d", { kind: "device" }, bench.in(60), { userCode: "same" });
    assert.deepEqual(await oidc.findByUid("Session", "same"), { kind: "session" });
    assert.deepEqual(await oidc.findByUserCode("DeviceCode", "same"), { kind: "device" });
    assert.equal(await oidc.findByUid("DeviceCode", "same"), undefined);
    assert.equal(await oidc.findByUserCode("Session", "same"), undefined);
  }),

  defineCase("100 parallel consumes on two instances: exactly one succeeds", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    await instances[0]!.oidc.upsert(CODE, "c", {}, bench.in(60), {});
    const consumed = await inParallel(100, instances, ({ oidc }) => oidc.consume(CODE, "c"));
    assert.equal(consumed.filter(Boolean).length, 1);
  }),

  defineCase("a consumed payload says when, in seconds, and stays consumed when written again", async (bench) => {
    const { oidc } = await bench.open();
    await oidc.upsert(CODE, "c", { n: 1 }, bench.in(60), {});
    await oidc.consume(CODE, "c");
    const consumed = bench.clock.now().getTime() / 1000;
    bench.clock.advance(1);
    assert.deepEqual(await oidc.find(CODE, "c"), { n: 1, consumed });
    await oidc.upsert(CODE, "c", { n: 2 }, bench.in(60), {});
    assert.deepEqual(await oidc.find(CODE, "c"), { n: 2, consumed });
    assert.equal(await oidc.consume(CODE, "c"), false);
  }),

  defineCase("an id whose row has expired starts afresh", async (bench) => {
    const { oidc } = await bench.open();
    await oidc.upsert(CODE, "c", { n: 1 }, bench.in(60), {});
    await oidc.consume(CODE, "c");
    bench.clock.advance(60);
    await oidc.upsert(CODE, "c", { n: 2 }, bench.in(60), {});
    assert.deepEqual(await oidc.find(CODE, "c"), { n: 2 });
    assert.equal(await oidc.consume(CODE, "c"), true);
  }),

  defineCase("an expired row is not found by any way, nor consumed; a row without expiry stays", async (bench) => {
    const storage = await bench.open();
    const { oidc } = storage;
    await oidc.upsert("Session", "s", {}, bench.in(60), { uid: "u", userCode: "c" });
    await oidc.upsert("Client", "for-ever", { n: 1 }, undefined, {});
    bench.clock.advance(60);
    assert.equal(await oidc.find("Session", "s"), undefined);
    assert.equal(await oidc.findByUid("Session", "u"), undefined);
    assert.equal(await oidc.findByUserCode("Session", "c"), undefined);
    assert.equal(await oidc.consume("Session", "s"), false);
    bench.clock.advance(1e9);
    await storage.purge();
    assert.deepEqual(await oidc.find("Client", "for-ever"), { n: 1 });
  }),

  defineCase("nothing unknown or destroyed is consumed or found", async (bench) => {
    const { oidc } = await bench.open();
    assert.equal(await oidc.consume(CODE, "unknown"), false);
    await oidc.upsert(CODE, "c", {}, bench.in(60), {});
    await oidc.destroy("AccessToken", "c");
    assert.deepEqual(await oidc.find(CODE, "c"), {});
    await oidc.destroy(CODE, "c");
    assert.equal(await oidc.find(CODE, "c"), undefined);
    assert.equal(await oidc.consume(CODE, "c"), false);
  }),

  defineCase("revoking a grant takes its rows of every model, and no others", async (bench) => {
    const { oidc } = await bench.open();
    for (const model of [CODE, "AccessToken", "RefreshToken"]) {
      await oidc.upsert(model, "mine", {}, bench.in(60), { grantId: "g-1" });
      await oidc.upsert(model, "theirs", {}, bench.in(60), { grantId: "g-2" });
      await oidc.upsert(model, "free", {}, bench.in(60), {});
    }
    await oidc.revokeByGrantId("g-1");
    for (const model of [CODE, "AccessToken", "RefreshToken"]) {
      assert.equal(await oidc.find(model, "mine"), undefined);
      assert.deepEqual(await oidc.find(model, "theirs"), {});
      assert.deepEqual(await oidc.find(model, "free"), {});
    }
  }),
];
