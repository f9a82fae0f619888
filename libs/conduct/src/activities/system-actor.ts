/** Who acts where no person does: the conductor's activities. */
export const systemActor = { id: 'system', name: 'Lectern' } as const;
