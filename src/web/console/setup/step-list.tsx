import { NavLink } from "react-router";
import type { SetupStepName } from "../../../domain/drive/setup-steps.ts";
import type { DriveSetup } from "../../contract/staff/setup.ts";
import { STEP_WORDS } from "./step-words.ts";

/** The path with how far each step is; any can be gone to at any time. */
export function StepList({ setup, current }: { readonly setup: DriveSetup; readonly current: SetupStepName }) {
	return (
		<nav aria-label="Steps of the set-up">
			<ol className="setup-steps">
				{setup.steps.map(({ step, missing, isBegun }) => {
					const isDone = missing.length === 0 && isBegun;
					const state = missing.length > 0 ? "something is missing" : isDone ? "done" : "can be left out";
					return (
						<li key={step} data-state={missing.length > 0 ? "open" : isDone ? "done" : "free"}>
							<NavLink to={`/c/${setup.id}/setup/${step}`} aria-current={step === current ? "step" : undefined}>
								<Mark isDone={isDone} />
								{STEP_WORDS[step].title}
								<span className="unseen">, {state}</span>
							</NavLink>
						</li>
					);
				})}
			</ol>
		</nav>
	);
}

export function Mark({ isDone }: { readonly isDone: boolean }) {
	return (
		<svg className="setup-mark" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" data-done={isDone}>
			<circle cx="9" cy="9" r="8" />
			{isDone && <path d="M5 9.4l2.7 2.7L13 6.4" />}
		</svg>
	);
}
