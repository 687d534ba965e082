import { fiftyEmployees, underTest } from "@eid-gateway/nemid/testing";
import { nemidMoces } from "@eid-gateway/nemid-moces";
import { describeMethod } from "@eid-gateway/testkit";

describeMethod(await underTest({ method: nemidMoces, people: fiftyEmployees }));
