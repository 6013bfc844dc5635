import { useCallback, useEffect, useRef, useState } from "react";
import { ringBell } from "./bell.ts";
import { useKeptSetting } from "./kept-setting.ts";

/** `waiting`: wanted, and the browser lets no page make a sound before somebody has touched it. */
export type Sound = {
	readonly state: "on" | "off" | "waiting";
	readonly toggle: () => void;
	readonly ring: () => void;
};

export function useSound(): Sound {
	const [wanted, keepWanted] = useKeptSetting("sound", "on");
	const context = useRef<AudioContext | null>(null);
	const [isAwake, setAwake] = useState(false);
	const isWaking = useRef(false);
	const isOn = wanted === "on";

	useEffect(() => {
		const wake = () => {
			if (context.current === null) {
				isWaking.current = true;
				setTimeout(() => {
					isWaking.current = false;
				});
			}
			context.current ??= new AudioContext();
			context.current.resume().then(
				() => setAwake(true),
				() => setAwake(false),
			);
		};
		// A screen that was allowed before (a kiosk, an installed page) needs no touch.
		if (navigator.userActivation?.hasBeenActive) wake();
		// Before anything else hears of it, so that a press on the switch knows that it was the one that woke the sound.
		const gestures = ["click", "keydown"] as const;
		for (const gesture of gestures) window.addEventListener(gesture, wake, { capture: true });
		return () => {
			for (const gesture of gestures) window.removeEventListener(gesture, wake, { capture: true });
		};
	}, []);

	// The touch that wakes the sound is a wish for it, not against it.
	const toggle = useCallback(() => {
		keepWanted(isOn && !isWaking.current ? "off" : "on");
	}, [isOn, keepWanted]);
	const ring = useCallback(() => {
		if (isOn && context.current?.state === "running") ringBell(context.current);
	}, [isOn]);
	return { state: !isOn ? "off" : isAwake ? "on" : "waiting", toggle, ring };
}
