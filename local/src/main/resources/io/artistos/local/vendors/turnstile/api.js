// Stands in for Cloudflare's script: a button for each .cf-turnstile, and its answer in the form.
(() => {
  const solve = new URL('solve', document.currentScript.src)

  function show (element) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'I am a person (local Turnstile)'
    button.addEventListener('click', async () => {
      button.disabled = true
      const body = new URLSearchParams({ action: element.dataset.action || '' })
      const response = await fetch(solve, { method: 'POST', body })
      const input = document.createElement('input')
      input.type = 'hidden'
      input.name = 'cf-turnstile-response'
      input.value = await response.text()
      element.append(input)
      button.textContent = 'Thank you (local Turnstile)'
    })
    element.append(button)
  }

  const start = () => document.querySelectorAll('.cf-turnstile').forEach(show)
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
