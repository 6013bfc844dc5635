import { useEffect, useRef, useState } from "react";
import { countUp } from "../../live/count-up.ts";

/** The amount, counting up from what is on screen. */
export function useCounted(amount: number): number {
	const [shown, setShown] = useState(amount);
	const onScreen = useRef(amount);
	useEffect(
		() =>
			countUp(onScreen.current, amount, (value) => {
				onScreen.current = value;
				setShown(value);
			}),
		[amount],
	);
	return shown;
}
