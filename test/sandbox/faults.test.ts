import { describe, expect, test } from "@jest/globals";
import { createFaultPlan } from "../../src/sandbox/faults.ts";

describe("a fault plan", () => {
	test("lets everything pass that was not planned for", () => {
		expect(createFaultPlan().next("post")).toBeNull();
	});

	test("hits once on its route, in the order of planning", () => {
		const plan = createFaultPlan();
		plan.add({ fault: "timeout", route: "read" });
		plan.add({ fault: "reset-before" });
		plan.add({ fault: "html-502", times: 2 });
		const met = Array.from({ length: 4 }, () => plan.next("post"));
		expect(met).toEqual(["reset-before", "html-502", "html-502", null]);
		expect(plan.next("read")).toBe("timeout");
	});

	test("hits every n-th request, without end or as often as told", () => {
		const plan = createFaultPlan();
		plan.add({ fault: "error-after", everyNth: 3 });
		expect(Array.from({ length: 6 }, () => plan.next("post"))).toEqual([
			null,
			null,
			"error-after",
			null,
			null,
			"error-after",
		]);
		plan.clear();
		plan.add({ fault: "error-after", everyNth: 2, times: 1 });
		expect(Array.from({ length: 4 }, () => plan.next("post"))).toEqual([null, "error-after", null, null]);
	});

	test("keeps a read lag as a condition until it is cleared", () => {
		const plan = createFaultPlan();
		plan.add({ fault: "read-lag", seconds: 3 });
		expect([plan.next("post"), plan.next("read"), plan.readLagSeconds()]).toEqual([null, null, 3]);
		plan.clear();
		expect(plan.readLagSeconds()).toBe(0);
	});
});
