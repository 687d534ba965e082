/** The ways out of a sitting, to the customer's own addresses. */
import type { Config, CustomerConfig } from "@eid-gateway/config";
import type { TaskLook, TaskRequest } from "@eid-gateway/signing";
import type { RenderedPage } from "../../screens/page-context.js";
import { renderForward } from "../../screens/render-forward.js";
import { taskUrl } from "../../signing/task-url.js";
import { endPage } from "./pages/end-page.js";
import type { SittingPage } from "./pages/sitting-page.js";
import { returnAddress } from "./return-address.js";
import { currentTask, type Ending, type Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** Straight back to the customer, or an end page where they named no address. */
export function leave(
  { config }: SittingTools,
  customer: CustomerConfig,
  { sitting, look }: { readonly sitting: Sitting; readonly look: TaskLook },
  page: SittingPage,
  ending: Ending,
): RenderedPage {
  const to = wayBack(config, sitting, "task" in look ? look.task : undefined, ending);
  if (!to) return endPage(page, `over.${ending}`, customer.homePage);
  return renderForward({ to, customerName: customer.name }, page.context);
}

/** Nothing can be done just now: the way back is that of "later", by a link, since the page has something to say. */
export function showWaiting(
  { config }: SittingTools,
  customer: CustomerConfig,
  sitting: Sitting,
  task: TaskRequest,
  page: SittingPage,
): RenderedPage {
  const to = wayBack(config, sitting, task, "postponed");
  return endPage(page, sitting.tasks.length > 1 ? "waiting.session" : "waiting", to?.href ?? customer.homePage);
}

function wayBack({ gateway }: Config, sitting: Sitting, task: TaskRequest | undefined, ending: Ending) {
  const name = currentTask(sitting);
  const { session } = sitting;
  const written = {
    completed: session?.complete ?? task?.onTaskComplete,
    cancelled: session?.cancel ?? task?.onTaskCancel,
    postponed: session?.postpone ?? task?.onTaskPostpone,
  }[ending];
  return returnAddress(written, name, taskUrl(gateway.host, sitting.service, name.order, name.task));
}
