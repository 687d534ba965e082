import { type Html, html } from "@eid-gateway/html";
import type { ClientRequest } from "../keycard/client-request.js";
import type {
  ActivationScreen,
  ChoiceScreen,
  IdentityChoice,
  KeyCardScreen,
  LogInScreen,
  Problem,
  Screen,
  SignTextScreen,
} from "../keycard/conversation.js";
import { CLIENT_TEXTS, type ClientTexts } from "./client-texts.js";
import { drawConfirmation, drawReadable } from "./reading-parts.js";

/** Draws what goes into the client's page; its script submits the form by the name in `data-act`. */
export function drawScreen(screen: Screen, request: ClientRequest): Html {
  const texts = CLIENT_TEXTS[request.language];
  switch (screen.name) {
    case "fetch-document":
      return drawFetching(request, texts);
    case "sign-text":
      return drawSignText(screen, request, texts);
    case "log-in":
      return drawLogIn(screen, request, texts);
    case "activate":
      return drawActivation(screen, request, texts);
    case "key-card":
      return drawKeyCard(screen, request, texts);
    case "choose-identity":
      return drawChoice(screen, request, texts);
  }
}

function drawFetching(request: ClientRequest, texts: ClientTexts): Html {
  return html`
    ${drawHeading(texts.reading.heading, request, texts)}
    <p class="waiting" role="status">${texts.reading.fetching}</p>`;
}

function drawSignText({ readable }: SignTextScreen, request: ClientRequest, texts: ClientTexts): Html {
  return html`
    ${drawHeading(texts.reading.heading, request, texts)}
    <form data-act="read" class="reading">
      ${drawReadable(readable, texts.reading)}
      ${drawConfirmation(texts.reading)}
      ${drawButtons(texts.next, request, texts)}
    </form>`;
}

function drawLogIn({ userId, remember, problem }: LogInScreen, request: ClientRequest, texts: ClientTexts): Html {
  const wrong = problem && html`aria-invalid="true" aria-describedby="problem"`;
  const heading = request.action === "sign" ? texts.signHeading : texts.logInHeading;
  return html`
    ${drawHeading(heading, request, texts)}
    <form data-act="log-in" novalidate>
      ${drawProblem(problem, texts)}
      <label for="userId">${texts.userId}</label>
      <input id="userId" name="userId" value="${userId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="48" required ${wrong}>
      <label for="password">${texts.password}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" maxlength="40" required ${wrong}>
      ${remember !== undefined && drawRemember(remember, texts)}
      ${drawButtons(texts.next, request, texts)}
    </form>`;
}

function drawRemember(ticked: boolean, texts: ClientTexts): Html {
  return html`<label class="tick"><input type="checkbox" name="remember" ${ticked && html`checked`}> ${texts.remember}</label>`;
}

function drawActivation({ userId, problem }: ActivationScreen, request: ClientRequest, texts: ClientTexts): Html {
  const wrong = (of: "user-id" | "password") =>
    problem && problem.startsWith("user-id") === (of === "user-id") && html`aria-invalid="true"`;
  const describes = (rules: string) => html`aria-describedby="${rules} ${problem && "problem"}"`;
  return html`
    ${drawHeading(texts.activateHeading, request, texts)}
    <form data-act="activate" class="long" novalidate>
      ${drawProblem(problem, texts) ?? html`<p class="lead">${texts.activateLead}</p>`}
      <label for="password">${texts.newPassword}</label>
      <input id="password" name="password" type="password" autocomplete="new-password" maxlength="40" required ${wrong("password")} ${describes("password-rules")}>
      <p class="rules" id="password-rules">${texts.passwordRules}</p>
      <label for="repeated">${texts.repeatPassword}</label>
      <input id="repeated" name="repeated" type="password" autocomplete="new-password" maxlength="40" required ${wrong("password")}>
      <label for="userId">${texts.newUserId}</label>
      <input id="userId" name="userId" value="${userId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="48" ${wrong("user-id")} ${describes("user-id-rules")}>
      <p class="rules" id="user-id-rules">${texts.userIdRules}</p>
      ${drawButtons(texts.activate, request, texts)}
    </form>`;
}

function drawKeyCard({ cardId, number, problem }: KeyCardScreen, request: ClientRequest, texts: ClientTexts): Html {
  const wrong = problem && html`aria-invalid="true"`;
  return html`
    ${drawHeading(texts.cardHeading, request, texts)}
    <form data-act="key-card" novalidate>
      ${drawProblem(problem, texts)}
      <dl class="asked" id="asked">
        <div><dt>${texts.card}</dt><dd>${drawCardId(cardId)}</dd></div>
        <div class="number"><dt>${texts.number}</dt><dd id="number">${number}</dd></div>
      </dl>
      <label for="code">${texts.code}</label>
      <input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required ${wrong} aria-describedby="asked ${problem && "problem"}">
      ${drawButtons(request.action === "sign" ? texts.sign : texts.logIn, request, texts)}
    </form>`;
}

/** The first is chosen beforehand, as most users log in as the person they are. */
function drawChoice({ choices, problem }: ChoiceScreen, request: ClientRequest, texts: ClientTexts): Html {
  const options = choices.map((choice, place) => drawIdentityChoice(choice, place === 0, texts));
  return html`
    ${drawHeading(texts.choiceHeading, request, texts)}
    <form data-act="choose-identity" novalidate>
      ${drawProblem(problem, texts)}
      <fieldset class="choices" ${problem && html`aria-describedby="problem"`}>
        <legend>${texts.choiceLegend}</legend>
        ${options}
      </fieldset>
      ${drawButtons(request.action === "sign" ? texts.sign : texts.logIn, request, texts)}
    </form>`;
}

function drawIdentityChoice(
  { alias, kind, name, companyName, cvr }: IdentityChoice,
  isFirst: boolean,
  texts: ClientTexts,
): Html {
  const as = kind === "MOCES" ? `${texts.employee} ${companyName} (CVR ${cvr})` : texts.person;
  return html`<label class="choice"><input type="radio" name="alias" value="${alias}" ${isFirst && html`checked`}>
    <span>${name}<span class="as">${as}</span></span></label>`;
}

/** As it is printed: `A123-456-789`. */
export function drawCardId(id: string): string {
  return id.replace(/^(.\d{3})(\d{3})(\d{3})$/, "$1-$2-$3");
}

function drawHeading(heading: string, { merchant }: ClientRequest, texts: ClientTexts): Html {
  return html`<h1 tabindex="-1">${heading} <span class="service"><span class="at">${texts.at}</span> ${merchant.friendlyName}</span></h1>`;
}

function drawProblem(problem: Problem | undefined, texts: ClientTexts): Html | undefined {
  return problem && html`<p class="problem" id="problem" role="alert">${texts.problems[problem]}</p>`;
}

function drawButtons(label: string, { showCancel }: ClientRequest, texts: ClientTexts): Html {
  const cancel = html`<button type="button" data-cancel>${texts.cancel}</button>`;
  return html`<div class="buttons"><button class="main" name="next">${label}</button>${showCancel && cancel}</div>`;
}
