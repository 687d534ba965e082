import type { OutgoingMessage } from "@eid-gateway/signing";

export const MESSAGE: OutgoingMessage = {
  id: "event-1",
  service: "demo",
  orderId: "r1",
  taskId: "t1",
  state: "completed",
  recipient: "http://localhost/",
  message: "Læst og underskrevet",
};
