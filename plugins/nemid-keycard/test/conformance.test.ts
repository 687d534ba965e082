import { fiftyPeople, underTest } from "@eid-gateway/nemid/testing";
import { nemid } from "@eid-gateway/nemid-keycard";
import { describeMethod } from "@eid-gateway/testkit";

describeMethod(await underTest({ method: nemid, people: fiftyPeople }));
