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
	const wokeAt = useRef(0);
	const isOn = wanted === "on";

	useEffect(() => {
		const wake = () => {
			if (context.current === null) wokeAt.current = performance.now();
			context.current ??= new AudioContext();
			context.current.resume().then(
				() => setAwake(true),
				() => setAwake(false),
			);
		};
		// A screen that was allowed before (a kiosk, an installed page) needs no touch.
		if (navigator.userActivation?.hasBeenActive) wake();
		const gestures = ["pointerup", "keydown"] as const;
		for (const gesture of gestures) window.addEventListener(gesture, wake);
		return () => {
			for (const gesture of gestures) window.removeEventListener(gesture, wake);
		};
	}, []);

	// The touch that wakes the sound is a wish for it, not against it.
	const toggle = useCallback(() => {
		const hasJustWoken = performance.now() - wokeAt.current < 1000;
		keepWanted(isOn && !hasJustWoken ? "off" : "on");
	}, [isOn, keepWanted]);
	const ring = useCallback(() => {
		if (isOn && context.current?.state === "running") ringBell(context.current);
	}, [isOn]);
	return { state: !isOn ? "off" : isAwake ? "on" : "waiting", toggle, ring };
}
