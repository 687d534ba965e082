/** The site: middleware and routes in one column. */

import { createOidcLogin, createSigningDesk } from "@eid-gateway/client-kit";
import Router from "@koa/router";
import Koa from "koa";
import { openSamlDoor } from "./by-saml.js";
import { securityHeaders } from "./headers.js";
import type { Portal } from "./options.js";
import {
  showAccount,
  showFrontPage,
  showHealth,
  startLogin,
  startLogout,
  takeCallback,
  takePost,
  takeWaiting,
} from "./routes.js";
import { createSessions } from "./sessions.js";
import { showFailures } from "./show-failures.js";
import { openVerifier } from "./signing/open-verifier.js";
import { createShelf } from "./signing/shelf.js";
import { sendSignedFile, showSigned, showSignPage, startSigning, takeReturn } from "./signing/sign-routes.js";
import { serveFile } from "./static-file.js";

export function portalSite(portal: Portal): Koa {
  const { issuer, clientId, clientSecret, scope, server, publicUrl } = portal;
  const redirectUri = `${publicUrl}/callback`;
  const oidc = createOidcLogin({ issuer, clientId, clientSecret, redirectUri, scopes: scope.split(" ") });
  const sessions = createSessions({ now: portal.now, secure: portal.publicUrl.startsWith("https:") });
  const desk = createSigningDesk({ issuer, ...server, clock: { now: () => new Date(portal.now()) } });
  const signing = { desk, verifier: openVerifier(portal) };
  const site = { portal, oidc, saml: openSamlDoor(portal), sessions, signing, shelf: createShelf(portal.now) };

  const router = new Router();
  router.get("/", showFrontPage(site));
  router.get("/login", startLogin(site));
  router.get("/callback", takeCallback(site));
  router.post("/saml", takePost(site));
  router.get("/saml", takeWaiting(site));
  router.get("/account", showAccount(site));
  router.post("/logout", startLogout(site));
  router.get("/sign", showSignPage(site));
  router.post("/sign", startSigning(site));
  router.get("/signed", takeReturn(site));
  router.get("/signed/:id", showSigned(site));
  router.get("/signed/:id/:file", sendSignedFile(site));
  router.get("/health", showHealth);
  router.get("/portal.css", serveFile("portal.css"));
  router.get("/icon.svg", serveFile("icon.svg"));

  const app = new Koa();
  app.use(securityHeaders(oidc.origin));
  app.use(showFailures(site));
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}
