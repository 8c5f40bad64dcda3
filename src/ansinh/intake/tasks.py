"""The jobs of intake: check what was delivered; take up again what was cut off."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ansinh.intake import queries, services


@app.task(queue="intake", retry=RetryStrategy(max_attempts=3, exponential_wait=5), pass_context=False)
def check_delivery(delivery_id: int) -> None:
    """Check one delivery; after three failures it waits for `take_up_again`."""
    services.check(delivery_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="intake", queueing_lock="intake-take-up-again", pass_context=False)
def take_up_again(timestamp: int) -> None:
    """Queue again the deliveries whose check was cut off, for example because a server stopped."""
    for delivery_id in queries.waiting():
        services.queue_check(delivery_id)
