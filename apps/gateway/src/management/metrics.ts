/** Prometheus metrics. Labels come from the configuration and closed lists of codes, so their number is bounded. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  begun(service: string, door: string): void;
  ended(service: string, method: string, outcome: string, afterMs: number): void;
  answered(route: string, status: number, afterMs: number): void;
  ready(isReady: boolean): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const begun = new Counter({
    name: "eid_flows_begun_total",
    help: "Flows begun, by customer and door.",
    labelNames: ["service", "door"],
    registers,
  });
  const ended = new Counter({
    name: "eid_flows_ended_total",
    help: "Flows ended, by customer, method and outcome code.",
    labelNames: ["service", "method", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "eid_flow_duration_seconds",
    help: "From the door's request to its answer.",
    labelNames: ["service", "method"],
    buckets: [1, 5, 10, 20, 30, 60, 120, 300, 600, 1800],
    registers,
  });
  const requests = new Histogram({
    name: "eid_http_request_duration_seconds",
    help: "HTTP requests answered, by route and status class.",
    labelNames: ["route", "status"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers,
  });
  const ready = new Gauge({ name: "eid_ready", help: "1 when the gateway can serve log-ins.", registers });
  return {
    registry,
    begun: (service, door) => begun.inc({ service, door }),
    ended(service, method, outcome, afterMs) {
      ended.inc({ service, method, outcome });
      duration.observe({ service, method }, afterMs / 1000);
    },
    answered: (route, status, afterMs) =>
      requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, afterMs / 1000),
    ready: (isReady) => ready.set(isReady ? 1 : 0),
  };
}
