/** The gateway's own sentences. The keys here are the keys there are: the other languages may lack some, never add one. */
export const en = {
  "page.problem": "Problem: {title}",
  "page.logIn": "Log in to {service}",
  "page.reference": "Reference",
  "page.language": "Language",
  "page.help": "Help",
  "page.next": "Continue",
  "page.cancel": "Cancel",
  "page.back": "Back to {service}",
  "page.retry": "Try again",

  "choose.title": "How do you want to log in?",
  "choose.another": "Choose another way to log in",

  "client.waiting": "Waiting for the log-in window…",
  "client.noScript":
    "This log-in runs in your browser and needs JavaScript. Turn JavaScript on and load the page again, or go back.",
  "client.silent":
    "The log-in window does not answer. Check your connection and load the page again, or go back and try later.",
  "poll.noScript": "See if it is done",

  "failed.cancelled.title": "You stopped the log-in",
  "failed.cancelled": "Nothing was sent to {service}.",
  "failed.refused.title": "You were not logged in",
  "failed.refused": "Your eID could not be accepted for this log-in.",
  "failed.invalid-response.title": "You were not logged in",
  "failed.invalid-response": "The answer from your eID could not be accepted.",
  "failed.expired.title": "Time ran out",
  "failed.expired": "It took too long, so the log-in was stopped for your safety.",
  "failed.unavailable.title": "The log-in is not working just now",
  "failed.unavailable": "A service we depend on does not answer. Try again in a moment.",
  "failed.misconfigured.title": "A technical error happened",
  "failed.misconfigured": "The fault is ours or the web site's, not yours. Trying again will hardly help just now.",
  "failed.reference": "If you ask for help, give this reference:",

  "notice.unknown.title": "We cannot find this page",
  "notice.unknown": "The address is wrong, or the log-in it belonged to is long over.",
  "notice.expired.title": "This log-in has expired",
  "notice.expired":
    "A log-in page is open for a short time only. Go back to the web site you came from and begin again.",
  "notice.completed.title": "This log-in is finished",
  "notice.completed":
    "It was used already, and nothing more can be done with it. Go back to the web site you came from.",
  "notice.other-browser.title": "This log-in was begun elsewhere",
  "notice.other-browser":
    "It belongs to another browser or window, or your browser does not keep cookies. Go back to the web site you came from and begin again here.",
  "notice.bad-request.title": "We could not understand the request",
  "notice.bad-request":
    "Something in it is missing or malformed. Go back to the web site you came from and begin again.",
  "notice.too-large.title": "Too much was sent",
  "notice.too-large": "The request is larger than we accept, so it was not read.",
  "notice.too-many.title": "Too many attempts",
  "notice.too-many": "Wait a moment before you try again.",
  "notice.untrusted.title": "This request cannot be trusted",
  "notice.untrusted":
    "We do not know the web site that sent you here, or it asked for something it may not. To protect you, we stop here and offer no link on. Close this page.",
  "notice.unavailable.title": "We will be back in a moment",
  "notice.unavailable": "Something we depend on is not working just now. Load the page again in a little while.",
  "notice.technical.title": "A technical error happened",
  "notice.technical": "The fault is ours. Go back to the web site you came from and try again.",
  "notice.logged-out.title": "You are logged out",
  "notice.logged-out": "You may close this page.",

  "forward.title": "Sending you on",
  "forward.text": "You are on your way to {service}. If nothing happens, use the button.",
} as const;

export type HubKey = keyof typeof en;
