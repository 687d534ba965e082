/**
 * A customer's web site, and an example of one: everything it knows of the gateway is the address of its issuer and a client id
 * with a secret. All else is the client kit's.
 *
 *   /            choose method, profile and language, log in by either door
 *   /login       -> the gateway's authorize, or its method URL; what must be kept is in the session
 *   /callback    <- the code of OpenID Connect; checked, exchanged, userinfo fetched
 *   /saml        <- the SAML answer, posted and checked; then taken by the browser that began
 *   /account     who logged in: claims, or attributes
 *   /sign        choose a document; ordered at the gateway's REST face, signed on its pages
 *   /signed      <- what came of it, verified here and said in words
 *   /logout      -> the gateway's end of session, and back to /
 */
export { type DemoPortal, type DemoPortalOptions, startDemoPortal } from "./start-demo-portal.js";
