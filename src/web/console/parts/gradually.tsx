import { Button } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** A long list begins with a few, and the next come by a press: a page of a thousand rows is no page one can use. */
export function Gradually<T>(props: {
	readonly items: readonly T[];
	/** So many at first, and more with each press. */
	readonly step: number;
	readonly children: (shown: readonly T[]) => ReactNode;
}) {
	const { items, step, children } = props;
	const [most, setMost] = useState(step);
	const list = useRef<HTMLDivElement>(null);
	const left = items.length - most;
	const showMore = () => {
		const before = pressable(list.current).length;
		flushSync(() => setMost(most + step));
		// The last press takes the button away: who pressed it by keyboard goes on with what came.
		if (left <= step) pressable(list.current)[before]?.focus();
	};
	return (
		<>
			<div ref={list}>{children(items.slice(0, most))}</div>
			{left > 0 && (
				<Button variant="default" size="sm" mt="md" onClick={showMore}>
					{left <= step
						? `Show ${left.toLocaleString("en-US")} more`
						: `Show ${step} more of ${left.toLocaleString("en-US")}`}
				</Button>
			)}
		</>
	);
}

function pressable(list: HTMLElement | null): readonly HTMLElement[] {
	return list === null ? [] : [...list.querySelectorAll<HTMLElement>("a[href], button, input, select")];
}
