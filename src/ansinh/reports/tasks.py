"""The jobs of forms: fill what was asked for; take up again what was cut off."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ansinh.reports import queries, services


@app.task(queue="forms", retry=RetryStrategy(max_attempts=3, exponential_wait=5), pass_context=False)
def fill_form(batch_id: int) -> None:
    """Fill one form; after three failures it waits for `take_up_again`."""
    services.fill(batch_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="forms", queueing_lock="forms-take-up-again", pass_context=False)
def take_up_again(timestamp: int) -> None:
    """Queue again the forms whose filling was cut off, for example because a server stopped."""
    for batch_id in queries.waiting():
        services.queue_filling(batch_id)
