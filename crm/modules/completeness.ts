/** Of every kind of record that says what a whole one has (`EntityDef.expects`). */
export const completenessFields = {
  completeness: {
    kind: 'percent',
    label: 'Completeness',
    help: 'How much of what a whole record has is there; the settings say what that is',
    readOnly: true,
    // The page says it above its fields.
    inner: true,
    computed: { by: 'completeness', part: 'share' },
  },
  missing: {
    kind: 'text',
    label: 'Still missing',
    readOnly: true,
    inner: true,
    computed: { by: 'completeness', part: 'missing' },
  },
} as const;
