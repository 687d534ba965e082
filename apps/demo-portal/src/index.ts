/**
 * A customer's web site, and an example of one: everything it knows of the gateway is the address of its issuer and a client id
 * with a secret. It uses openid-client as it comes.
 *
 *   /            choose profile and language, log in
 *   /login       -> the gateway's authorize, with state, nonce and PKCE kept in the session
 *   /callback    <- the code; checked, exchanged, userinfo fetched
 *   /account     who logged in: the claims of the ID token and of userinfo
 *   /logout      -> the gateway's end of session, and back to /
 */
export { type DemoPortal, type DemoPortalOptions, startDemoPortal } from "./start-demo-portal.js";
