// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('alerts', table => {
    table.comment(
      'Alerts of Alertmanager: one row from when it fires until it is over for longer',
    );
    table.increments('id');
    table.text('cluster').notNullable().comment('Empty where nobody said');
    table.string('fingerprint', 64).notNullable().comment('Of its labels');
    table.boolean('is_firing').notNullable();
    table
      .bigInteger('starts_at')
      .notNullable()
      .comment('This and the other times: milliseconds since 1970');
    table.bigInteger('ends_at');
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('last_seen_at').notNullable();
    table.integer('times_seen').notNullable();
    table
      .integer('flaps')
      .notNullable()
      .comment('How often it fired again after it was over');
    table.text('labels').notNullable().comment('JSON');
    table.text('annotations').notNullable().comment('JSON');
    table.text('generator_url');
    table.text('group_key');
    table.text('object').comment('What it is about, as JSON');
    table
      .boolean('has_suffered')
      .notNullable()
      .comment('What it is about did not do its work while it fired');
    table.text('silences').notNullable().comment('JSON');
    table.index(['cluster', 'fingerprint'], 'alerts_by_fingerprint');
    table.index(['is_firing', 'last_seen_at'], 'alerts_by_time');
  });

  await knex.schema.createTable('alert_silences', table => {
    table.comment('Silences that Groundcrew has in Alertmanagers');
    table.increments('id');
    table.string('server', 253).notNullable();
    table.integer('mute_id').notNullable().comment('What it is for');
    table
      .string('silence_key', 512)
      .notNullable()
      .comment('Tells the silences of a mute apart');
    table.string('silence_id', 128).notNullable();
    table.text('matchers').notNullable().comment('JSON');
    table.bigInteger('ends_at').notNullable();
    table.unique(['server', 'mute_id', 'silence_key'], {
      indexName: 'alert_silences_of_mute',
    });
  });

  await knex.schema.createTable('alert_servers', table => {
    table.comment('How it goes with the API of each Alertmanager');
    table.string('name', 253).primary();
    table.bigInteger('answered_at');
    table.bigInteger('failing_since');
    table.text('message').comment('What is wrong');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('alert_servers');
  await knex.schema.dropTable('alert_silences');
  await knex.schema.dropTable('alerts');
};
