import { Button, Group, Menu, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { StaffRole } from "../../../domain/staff/staff-role.ts";
import type { Person, PersonChange, ShownLink } from "../../contract/staff/people.ts";
import { ask } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { ROLE_CHOICES } from "./invite-form.tsx";
import type { LinkToShow } from "./link-shown.tsx";
import { ROLE_WORDS } from "./role-words.ts";

type Props = {
	readonly person: Person;
	readonly isMe: boolean;
	readonly onLink: (link: LinkToShow) => void;
	readonly onChanged: () => unknown;
};

type Deed = "role" | "off" | "sign-out" | "second-factor";

/** What an admin does for, or with, somebody. */
export function PersonMenu({ person, isMe, onLink, onChanged }: Props) {
	const [deed, setDeed] = useState<Deed | null>(null);
	const base = `/api/staff/people/${person.id}`;
	const attempt = async (work: () => Promise<void>) => {
		try {
			await work();
		} catch (error) {
			notifyProblem(error);
		}
		setDeed(null);
		onChanged();
	};
	const change = (body: PersonChange, done: string) =>
		attempt(async () => {
			await ask("PATCH", base, body);
			notifyDone(done);
		});
	const passwordLink = () =>
		attempt(async () => {
			const link = await ask<ShownLink>("POST", `${base}/password-link`, {});
			onLink({ ...link, says: `Send this to ${person.name}: it sets a new password and signs them out everywhere.` });
		});
	return (
		<>
			<Deeds
				person={person}
				isMe={isMe}
				onDeed={setDeed}
				onPasswordLink={passwordLink}
				onSwitchOn={() => change({ isDisabled: false }, `${person.name} can sign in again.`)}
			/>
			<RoleChoice
				person={person}
				isOpen={deed === "role"}
				onClose={() => setDeed(null)}
				onChosen={(role) => change({ role }, `${person.name}'s role is changed.`)}
			/>
			<Confirmations person={person} deed={deed} onClose={() => setDeed(null)} attempt={attempt} />
		</>
	);
}

type DeedsProps = {
	readonly person: Person;
	readonly isMe: boolean;
	readonly onDeed: (deed: Deed) => void;
	readonly onPasswordLink: () => void;
	readonly onSwitchOn: () => void;
};

function Deeds({ person, isMe, onDeed, onPasswordLink, onSwitchOn }: DeedsProps) {
	const keepsAdmin = isMe ? "You can't switch off yourself" : "The last admin stays";
	const isFixed = isMe || person.isLastAdmin;
	return (
		<Menu position="bottom-end" width={260}>
			<Menu.Target>
				<Button variant="default" size="xs" aria-label={`Change ${person.name}`}>
					Change
				</Button>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Item onClick={() => onDeed("role")} disabled={isFixed}>
					Role
				</Menu.Item>
				<Menu.Item onClick={onPasswordLink} disabled={person.isDisabled}>
					Link for a new password
				</Menu.Item>
				<Menu.Item onClick={() => onDeed("sign-out")} disabled={person.sessions === 0}>
					Sign out everywhere
				</Menu.Item>
				<Menu.Item onClick={() => onDeed("second-factor")} disabled={!person.hasCodeApp && person.passkeys === 0}>
					Take away code app and passkeys
				</Menu.Item>
				<Menu.Divider />
				{person.isDisabled ? (
					<Menu.Item onClick={onSwitchOn}>Switch on again</Menu.Item>
				) : (
					<Menu.Item color="ember" onClick={() => onDeed("off")} disabled={isFixed}>
						{isFixed ? keepsAdmin : "Switch off"}
					</Menu.Item>
				)}
			</Menu.Dropdown>
		</Menu>
	);
}

type ConfirmationsProps = {
	readonly person: Person;
	readonly deed: Deed | null;
	readonly onClose: () => void;
	readonly attempt: (work: () => Promise<void>) => Promise<void>;
};

/** What can't be meant by mistake is asked once more. */
function Confirmations({ person, deed, onClose, attempt }: ConfirmationsProps) {
	const base = `/api/staff/people/${person.id}`;
	return (
		<>
			<Confirm
				isOpen={deed === "off"}
				title={`Switch ${person.name} off?`}
				words="They are signed out at once and can't sign in. What they did stays in the log, and you can switch them on again."
				confirm="Switch off and sign out"
				onClose={onClose}
				onConfirm={() =>
					attempt(async () => {
						await ask("PATCH", base, { isDisabled: true });
						notifyDone(`${person.name} is switched off.`);
					})
				}
			/>
			<Confirm
				isOpen={deed === "sign-out"}
				title={`Sign ${person.name} out everywhere?`}
				words="Every browser they are signed in with asks them to sign in again, in the middle of a show too."
				confirm="Sign out everywhere"
				onClose={onClose}
				onConfirm={() =>
					attempt(async () => {
						await ask("POST", `${base}/sign-out`, {});
						notifyDone(`${person.name} is signed out everywhere.`);
					})
				}
			/>
			<Confirm
				isOpen={deed === "second-factor"}
				title={`Take away ${person.name}'s code app and passkeys?`}
				words="For a lost or stolen phone. They are signed out, and sign in with their password alone until they set up a new one."
				confirm="Take them away"
				onClose={onClose}
				onConfirm={() =>
					attempt(async () => {
						await ask("POST", `${base}/remove-second-factor`, {});
						notifyDone(`${person.name} has no second factor now.`);
					})
				}
			/>
		</>
	);
}

type RoleProps = {
	readonly person: Person;
	readonly isOpen: boolean;
	readonly onClose: () => void;
	readonly onChosen: (role: StaffRole) => unknown;
};

function RoleChoice({ person, isOpen, onClose, onChosen }: RoleProps) {
	const [role, setRole] = useState<StaffRole>(person.role);
	return (
		<Modal opened={isOpen} onClose={onClose} title={`${person.name}'s role`}>
			<Stack gap="lg">
				<Select
					label="Role"
					description={ROLE_WORDS[role]}
					data={ROLE_CHOICES}
					value={role}
					onChange={(value) => value !== null && setRole(value as StaffRole)}
					data-autofocus
				/>
				<Text size="sm" c="dimmed">
					It holds from their next click; they stay signed in.
				</Text>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={onClose}>
						Leave it
					</Button>
					<Button onClick={() => onChosen(role)} disabled={role === person.role}>
						Change the role
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}

type ConfirmProps = {
	readonly isOpen: boolean;
	readonly title: string;
	readonly words: string;
	readonly confirm: string;
	readonly onClose: () => void;
	readonly onConfirm: () => unknown;
};

function Confirm({ isOpen, title, words, confirm, onClose, onConfirm }: ConfirmProps) {
	return (
		<Modal opened={isOpen} onClose={onClose} title={title}>
			<Stack gap="lg">
				<Text>{words}</Text>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={onClose} data-autofocus>
						Leave it as it is
					</Button>
					<Button color="ember" onClick={onConfirm}>
						{confirm}
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}
